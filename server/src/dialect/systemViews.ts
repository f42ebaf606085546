// The system views and catalog tables of Redshift: what they show, who sees their rows, their columns as far as they are known.
// https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_system-tables.html

export interface SystemColumn {
  readonly name: string;
  /** Empty where it is not known. */
  readonly type: string;
}

export interface SystemView {
  /** In lower case, as the catalog has it. */
  readonly name: string;
  readonly schema: 'pg_catalog' | 'information_schema';
  readonly purpose: string;
  readonly visibleTo: string;
  readonly columns: readonly SystemColumn[];
  readonly page: string;
}

const visibility: Readonly<Record<string, string>> = {
  A: 'all users; superusers see all rows, others their own',
  S: 'superusers (others with ACCESS SYSTEM TABLE / sys:operator, sys:monitor, or SYSLOG ACCESS UNRESTRICTED as the page says)',
  X: 'superusers and holders of ACCESS SYSTEM TABLE (some pages: SYSLOG ACCESS UNRESTRICTED); others only identities they own or may access',
  SEC: 'superusers and sys:secadmin; others see no rows',
  OP: 'superusers, sys:operator, ACCESS SYSTEM TABLE; not sys:secadmin',
  DS: 'superusers, datashare owners, holders of ALTER or USAGE on the datashare',
  P: 'catalog; rows filtered by rights when metadata security is on',
  ALL: 'all users see all rows',
};

// A line a view: name ‖ purpose ‖ who sees it ‖ columns (`name type`, commas between them; ; stands for a comma inside a type) ‖ page.
const table =
  () => `svv_copy_job_integrations‖S3 event integrations of copy jobs‖A‖job_owner integer,channel_arn name,bucket text,channel_state name,db_name name,job_name text,job_state integer
sys_applied_masking_policy_log‖Use of masking policies by queries‖OP‖policy_name text,user_id text,record_time timestamp,session_id int,transaction_id bigint,query_id int,database_name text,relation_name text,schema_name text,attachment_id bigint,relation_kind text,query_uuid character(36)
svv_column_privileges‖Explicit column rights (SELECT, UPDATE) in the current database‖X‖namespace_name text,relation_name text,column_name text,privilege_type text,identity_id integer,identity_name text,identity_type text‖r_SVV_COLUMN_PRIVILEGES
svv_rls_policy‖Row-level policies‖A‖poldb text,polname text,polalias text,polatts text,polqual text,polenabled boolean,polmodifiedby text,polmodifiedtime timestamp‖r_SVV_RLS_POLICY
svv_default_privileges‖Default privileges‖X‖schema_name text,object_type text,owner_id integer,owner_name text,owner_type text,privilege_type text,grantee_id integer,grantee_name text,grantee_type text,admin_option boolean‖r_SVV_DEFAULT_PRIVILEGES
svv_system_privileges‖System permissions of roles and users‖X‖system_privilege text,identity_id integer,identity_name text,identity_type text‖r_SVV_SYSTEM_PRIVILEGES
svv_function_privileges‖Explicit rights on functions and procedures‖X‖namespace_name text,function_name text,argument_types text,privilege_type text,identity_id integer,identity_name text,identity_type text,admin_option boolean‖r_SVV_FUNCTION_PRIVILEGES
svv_user_grants‖Roles granted to users‖X‖user_id integer,user_name text,role_id integer,role_name text,admin_option boolean‖r_SVV_USER_GRANTS
svv_all_columns‖Columns of local, shared and external tables‖A‖database_name varchar(128),schema_name varchar(128),table_name varchar(128),column_name varchar(128),ordinal_position integer,column_default varchar(4000),is_nullable varchar(3),data_type varchar(128),character_maximum_length integer,numeric_precision integer,numeric_scale integer,remarks varchar(256)‖r_SVV_ALL_COLUMNS
svv_relation_privileges‖Explicit rights on tables and views‖X‖namespace_name text,relation_name text,privilege_type text,identity_id integer,identity_name text,identity_type text,admin_option boolean‖r_SVV_RELATION_PRIVILEGES
svv_schema_privileges‖Explicit and scoped rights on schemas‖X‖namespace_name text,privilege_type text,identity_id integer,identity_name text,identity_type text,admin_option boolean,privilege_scope text‖r_SVV_SCHEMA_PRIVILEGES
svv_database_privileges‖Explicit and scoped rights on databases‖X‖database_name text,privilege_type text,identity_id integer,identity_name text,identity_type text,admin_option boolean,privilege_scope text‖r_SVV_DATABASE_PRIVILEGES
svv_rls_relation‖Relations with row-level security‖A‖datname text,relschema text,relname text,relkind text,is_rls_on boolean,is_rls_datashare_on boolean,rls_conjunction_type character(3),rls_datashare_conjunction_type character(3)‖r_SVV_RLS_RELATION
svv_rls_attached_policy‖Row-level policies attached in the database‖SEC‖relschema text,relname text,relkind text,polname text,grantor text,grantee text,granteekind text,is_pol_on boolean,is_rls_on boolean,rls_conjunction_type character(3)‖r_SVV_RLS_ATTACHED_POLICY
svv_rls_applied_policy‖Which row-level policy was used by a query‖OP‖username text,query integer,xid long,pid integer,recordtime time,command char(1),datname text,relschema text,relname text,polname text,poldefault char(1)‖r_SVV_RLS_APPLIED_POLICY
svv_masking_policy‖All masking policies‖SEC‖policy_database text,policy_name text,input_columns text,policy_expression text,policy_modified_by text,policy_modified_time timestamp‖r_SVV_MASKING_POLICY
svv_attached_masking_policy‖Masking policies attached in the database‖SEC‖policy_name text,schema_name text,table_name text,table_type text,grantor text,grantee text,grantee_type text,priority int,input_columns text,output_columns text,is_masking_datashare_on boolean‖r_SVV_ATTACHED_MASKING_POLICY
svv_external_tables‖External tables‖A‖redshift_database_name text,schemaname text,tablename text,tabletype text,location text,input_format text,output_format text,serialization_lib text,serde_parameters text,compressed integer,parameters text‖r_SVV_EXTERNAL_TABLES
svv_external_schemas‖External schemas; eskind 1 data catalog, 2 Hive, 3 PostgreSQL, 4 local Redshift, 5 remote Redshift, 6 system, 8 MySQL, 9 Kinesis, 10 MSK‖A‖esoid oid,eskind smallint,schemaname name,esowner integer,databasename text,esoptions text‖r_SVV_EXTERNAL_SCHEMAS
svv_external_columns‖Columns of external tables‖A‖redshift_database_name text,schemaname text,tablename text,columnname text,external_type text,columnnum integer,part_key integer,is_nullable text‖r_SVV_EXTERNAL_COLUMNS
svv_external_partitions‖Partitions of external tables‖A‖schemaname text,tablename text,values text,location text,input_format text,output_format text,serialization_lib text,serde_parameters text,compressed integer,parameters text‖r_SVV_EXTERNAL_PARTITIONS
svv_ml_model_info‖State of machine learning models‖A‖database_name char(128),schema_name char(128),user_name char(128),model_name char(128),life_cycle char(20),is_refreshable integer,model_state char(128)‖r_SVV_ML_MODEL_INFO
svv_redshift_tables‖Local and shared tables the user may access‖A‖database_name varchar(128),schema_name varchar(128),table_name varchar(128),table_type varchar(128),table_acl varchar(128),remarks varchar(128),table_owner varchar(128)‖r_SVV_REDSHIFT_TABLES
svv_redshift_schemas‖Local and shared schemas the user may access‖A‖database_name varchar(128),schema_name varchar(128),schema_owner integer,schema_type varchar(16),schema_acl varchar(128),schema_option varchar(128)‖r_SVV_REDSHIFT_SCHEMAS
svv_iam_privileges‖ASSUMEROLE grants‖X‖iam_arn text,command_type text,identity_id integer,identity_name text,identity_type text‖r_SVV_IAM_PRIVILEGES
svv_identity_providers‖Identity providers‖S‖uid integer,name text,type text,instanceid text,namespc text,params text,enabled bool‖r_SVV_IDENTITY_PROVIDERS
svv_user_info‖Database users and their options‖A‖user_name text,user_id integer,createdb boolean,superuser boolean,catalog_update boolean,connection_limit text,syslog_access text,last_ddl_timestamp timestamp,session_timeout integer,external_user_id text‖r_SVV_USER_INFO
svv_datashares‖Datashares made here or shared with this cluster‖DS‖share_name varchar(128),share_id integer,share_owner integer,source_database varchar(128),consumer_database varchar(128),share_type varchar(8),createdate timestamp,is_publicaccessible boolean,share_acl varchar(256),producer_account varchar(16),producer_namespace varchar(64),managed_by varchar(64)‖r_SVV_DATASHARES
pg_proc_info‖Functions and procedures, PG_PROC plus these columns‖P‖prooid oid,prokind "char",proargmodes "char"[],proallargtypes oid[]‖r_PG_PROC_INFO
sys_query_history‖User queries, running and finished‖A‖user_id integer,query_id bigint,query_label character(320),transaction_id bigint,session_id integer,database_name character(128),query_type character(32),status character(10),result_cache_hit boolean,start_time timestamp,end_time timestamp,elapsed_time bigint,queue_time bigint,execution_time bigint,error_message character(512),returned_rows bigint,returned_bytes bigint,query_text character(4000),redshift_version character(256),usage_limit character(150),compute_type varchar(32),compile_time bigint,planning_time bigint,lock_wait_time bigint,service_class_id integer,service_class_name character(64),query_priority character(20),short_query_accelerated character(10),user_query_hash character(40),generic_query_hash character(40),query_hash_version integer,result_cache_query_id integer,username character(128)‖SYS_QUERY_HISTORY
sys_load_error_detail‖Errors of COPY commands‖A‖user_id integer,query_id bigint,transaction_id bigint,session_id integer,database_name character(64),table_id integer,start_time timestamp,file_name character(256),line_number bigint,column_name character(127),column_type character(10),column_length character(10),position integer,error_code integer,error_message character(512)‖SYS_LOAD_ERROR_DETAIL
sys_copy_job‖Copy jobs‖A‖job_id bigint,job_name character(128),iam_role character(128),job_text character(256),is_auto integer,on_error_suspend integer‖SYS_COPY_JOB
sys_redshift_template‖COPY templates‖A‖database_name character(128),schema_name character(128),template_name character(128),template_type integer,create_time timestamp,last_modified_time timestamp,owner_id integer,last_modified_by integer,template_parameters text
svv_language_privileges‖Explicit rights on languages‖X‖language_name text,privilege_type text,identity_id integer,identity_name text,identity_type text,admin_option boolean‖r_SVV_LANUGAGE_PRIVILEGES
svv_ml_model_privileges‖Explicit rights on models‖X‖namespace_name text,model_name text,model_version integer,privilege_type text,identity_id integer,identity_name text,identity_type text,admin_option boolean‖r_SVV_ML_MODEL_PRIVILEGES
svv_datashare_privileges‖Rights on datashares‖X‖datashare_name text,privilege_type text,identity_id integer,identity_name text,identity_type text,admin_option boolean‖r_SVV_DATASHARE_PRIVILEGES
svv_datashare_consumers‖Consumers of a datashare‖DS‖share_name varchar(128),consumer_account varchar(16),consumer_namespace varchar(64),share_date timestamp‖r_SVV_DATASHARE_CONSUMERS
svv_datashare_objects‖Objects of datashares‖DS‖share_type varchar(8),share_name varchar(128),object_type varchar(64),object_name varchar(512),producer_account varchar(16),producer_namespace varchar(64),include_new boolean‖r_SVV_DATASHARE_OBJECTS
svv_roles‖Roles‖A‖role_id integer,role_name text,role_owner text,external_id text‖r_SVV_ROLES
svv_role_grants‖Roles granted to roles‖A‖role_id integer,role_name text,granted_role_id integer,granted_role_name text‖r_SVV_ROLE_GRANTS
svv_external_databases‖External databases‖A‖eskind integer,esoptions text,databasename text,location text,parameters text‖r_SVV_EXTERNAL_DATABASES
svv_redshift_columns‖Columns of local and shared tables‖A‖database_name varchar(128),schema_name varchar(128),table_name varchar(128),column_name varchar(128),ordinal_position integer,data_type varchar(32),column_default varchar(4000),is_nullable varchar(3),encoding varchar(128),distkey boolean,sortkey integer,column_acl varchar(128),remarks varchar(256)‖r_SVV_REDSHIFT_COLUMNS
svv_redshift_databases‖Databases, local and shared‖A‖database_name varchar(128),database_owner integer,database_type varchar(32),database_acl varchar(128),database_options varchar(128),database_isolation_level varchar(128)‖r_SVV_REDSHIFT_DATABASES
svv_redshift_functions‖Functions, local and shared‖A‖database_name varchar(128),schema_name varchar(128),function_name varchar(128),function_type varchar(128),argument_type varchar(512),result_type varchar(128)‖r_SVV_REDSHIFT_FUNCTIONS
svv_redshift_schema_quota‖Quota and use of schemas‖A‖database_name varchar,schema_name varchar,schema_owner integer,quota integer,disk_usage integer
svv_all_tables‖Local, shared and external tables‖A‖database_name varchar(128),schema_name varchar(128),table_name varchar(128),table_acl varchar(128),table_type varchar(128),remarks varchar(128)‖r_SVV_ALL_TABLES
svv_all_schemas‖Local, shared and external schemas‖A‖database_name varchar(128),schema_name varchar(128),schema_owner integer,schema_type varchar(128),schema_acl varchar(128),source_database varchar(128),schema_option varchar(256)‖r_SVV_ALL_SCHEMAS
svv_tables‖Tables of local and external catalogs‖A‖table_catalog text,table_schema text,table_name text,table_type text,remarks text‖r_SVV_TABLES
svv_columns‖Columns of local and external tables and views‖A‖table_catalog text,table_schema text,table_name text,column_name text,ordinal_position integer,column_default text,is_nullable text,data_type text,character_maximum_length integer,numeric_precision integer,numeric_precision_radix integer,numeric_scale integer,datetime_precision integer,interval_type text,interval_precision text,character_set_catalog text,character_set_schema text,character_set_name text,collation_catalog text,collation_schema text,collation_name text,domain_name text,remarks text‖r_SVV_COLUMNS
svv_table_info‖Size, keys, skew and statistics of tables‖S‖database text,schema text,table_id oid,table text,encoded text,diststyle text,sortkey1 text,max_varchar integer,sortkey1_enc character(32),sortkey_num integer,size bigint,pct_used numeric(10;4),empty bigint,unsorted numeric(5;2),stats_off numeric(5;2),tbl_rows numeric(38;0),skew_sortkey1 numeric(19;2),skew_rows numeric(19;2),estimated_visible_rows numeric(38;0),risk_event text,vacuum_sort_benefit numeric(12;2),create_time timestamp‖r_SVV_TABLE_INFO
svv_active_cursors‖Open cursors‖A‖
svv_geography_columns‖GEOGRAPHY columns‖A‖f_table_catalog varchar,f_table_schema varchar,f_table_name varchar,f_geography_column varchar,coord_dimension integer,srid integer,type varchar
svv_geometry_columns‖GEOMETRY columns‖A‖f_table_catalog varchar,f_table_schema varchar,f_table_name varchar,f_geometry_column varchar,coord_dimension integer,srid integer,type varchar
svv_integration‖Zero-ETL integrations‖X‖integration_id character(128),target_database character(128),source character(128),state character(128),current_lag bigint,last_replicated_checkpoint character(128),total_tables_replicated integer,total_tables_failed integer,creation_time timestamp,refresh_interval integer,source_database character(128),is_history_mode boolean
svv_integration_table_mapping‖Table mapping of zero-ETL integrations‖X‖
svv_integration_table_state‖Table state of zero-ETL integrations‖X‖integration_id character(128),target_database character(128),schema_name character(128),table_name character(128),table_state character(128),table_last_replicated_checkpoint character(128),reason character(256),last_updated_timestamp timestamp,table_rows bigint,table_size bigint,is_history_mode boolean
svv_alter_table_recommendations‖Advisor recommendations for tables‖S‖type character(30),database character(128),table_id integer,group_id integer,ddl character(1024),auto_eligible character(1)‖r_SVV_ALTER_TABLE_RECOMMENDATIONS
svv_diskusage‖Data blocks per database, table and column‖S‖col,db_id,max,tablename,tbl‖r_SVV_DISKUSAGE
svv_interleaved_columns‖Interleaved sort key statistics‖S‖col,interleaved_skew,last_reindex,table_name,tbl_id‖r_SVV_INTERLEAVED_COLUMNS
svv_mv_dependency‖Dependencies of materialized views on materialized views‖A‖database_name,dependent_database_name,dependent_name,dependent_schema_name,name,schema_name‖r_SVV_MV_DEPENDENCY
svv_mv_info‖Materialized views, staleness and refresh kind‖A‖autorefresh,autorewrite,database_name,is_stale,name,schema_name,state,user_name‖r_SVV_MV_INFO
svv_query_inflight‖Running queries‖A‖pid,query,sequence,slice,starttime,statement,suspended‖r_SVV_QUERY_INFLIGHT
svv_query_state‖Execution state of running queries‖A‖avgtime,is_diskbased,label,maxtime,query,rows,seg,step‖r_SVV_QUERY_STATE
svv_schema_quota_state‖Quota and disk use of schemas‖A‖disk_usage,disk_usage_pct,quota,schema_name‖r_SVV_SCHEMA_QUOTA_STATE
svv_transactions‖Transactions with locks, open to all‖ALL‖granted,lock_mode,object_type,owner,pid,relation,txn_db,txn_start,xid‖r_SVV_TRANSACTIONS
svv_vacuum_progress‖Running vacuum‖S‖status,table_name,time_remaining_estimate‖r_SVV_VACUUM_PROGRESS
svv_vacuum_summary‖Summary of vacuums‖S‖delta,name,time‖r_SVV_VACUUM_SUMMARY
pg_attribute_info‖Columns with rights: all columns of PG_ATTRIBUTE plus attacl‖P‖attrelid oid,attname name,atttypid oid,attnum smallint,atttypmod integer,attnotnull boolean,atthasdef boolean,attisdropped boolean,attisdistkey boolean,attsortkeyord integer,attencodingtype smallint,attacl aclitem[]‖r_PG_ATTRIBUTE_INFO
pg_class_info‖Tables, PG_CLASS plus these columns‖P‖relcreationtime timestamp,releffectivediststyle integer‖r_PG_CLASS_INFO
pg_database_info‖Databases, PG_DATABASE plus datconnlimit‖P‖datid oid,datconnlimit text‖r_PG_DATABASE_INFO
pg_default_acl‖Default privileges‖P‖defacluser integer,defaclnamespace oid,defaclobjtype character(1),defaclacl aclitem[]‖r_PG_DEFAULT_ACL
pg_external_schema‖External schemas‖P‖esoid oid,eskind integer,esdbname text,esoptions text‖r_PG_EXTERNAL_SCHEMA
pg_library‖Python libraries‖P‖name name,language_oid oid,file_store_id integer,owner integer‖r_PG_LIBRARY
pg_statistic_indicator‖Rows changed since the last ANALYZE‖S‖stairelid oid,stairows float,staiins float,staidels float‖r_PG_STATISTIC_INDICATOR
pg_table_def‖Columns of the tables in the search path‖P‖schemaname name,tablename name,column name,type text,encoding character(32),distkey boolean,sortkey integer,notnull boolean‖r_PG_TABLE_DEF
pg_user_info‖Users, PG_USER plus useconnlimit‖P‖usename name,usesysid integer,usecreatedb boolean,usesuper boolean,usecatupd boolean,passwd text,valuntil abstime,useconfig text[],useconnlimit text‖pg_user_info
pg_user‖Users‖P‖usename name,usesysid integer,usecreatedb boolean,usesuper boolean,usecatupd boolean,passwd text,valuntil abstime,useconfig text[]
pg_group‖Groups‖P‖groname name,grosysid integer,grolist integer[]
pg_namespace‖Schemas‖P‖nspname name,nspowner integer,nspacl aclitem[]
pg_language‖Languages‖P‖lanname name,lanispl boolean,lanpltrusted boolean,lanplcallfoid oid,lanvalidator oid,lanacl aclitem[]
pg_database‖Databases‖P‖datname name,datdba integer,encoding integer,datistemplate boolean,datallowconn boolean,datlastsysoid oid,datvacuumxid xid,datfrozenxid xid,dattablespace oid,datconfig text[],datacl aclitem[]
pg_views‖Views‖P‖schemaname name,viewname name,viewowner name,definition text
pg_tables‖Tables‖P‖schemaname name,tablename name,tableowner name,tablespace name,hasindexes boolean,hasrules boolean,hastriggers boolean
stv_ml_model_info‖State of models in the database‖A‖schema_name char(128),user_name char(128),model_name char(128),life_cycle char(20),is_refreshable integer,model_state char(128)‖r_STV_ML_MODEL_INFO
stv_mv_info‖Materialized views‖A‖db_name char(128),schema char(128),name char(128),updated_upto_xid bigint,is_stale char(1),owner_user_name char(128),state integer,autorefresh char(1),autorewrite char(1)‖r_STV_MV_INFO
stv_mv_deps‖Dependencies of materialized views‖A‖db_name char(128),schema char(128),name char(128),ref_schema char(128),ref_name char(128),ref_database_name char(128)‖r_STV_MV_DEPS
stv_sessions‖Active sessions‖S‖starttime timestamp,process integer,user_name character(50),db_name character(50),timeout_sec integer‖r_STV_SESSIONS
stv_inflight‖Running queries on the cluster‖A‖userid integer,slice integer,query integer,label character(320),xid bigint,pid integer,starttime timestamp,text character(100),suspended integer,insert_pristine integer,concurrency_scaling_status integer‖r_STV_INFLIGHT
stv_recents‖Running and recent queries‖A‖userid integer,status character(20),starttime timestamp,duration integer,user_name character(50),db_name character(50),query character(600),pid integer‖r_STV_RECENTS
stv_locks‖Table locks‖S‖table_id bigint,last_commit timestamp,last_update timestamp,lock_owner bigint,lock_owner_pid bigint,lock_owner_start_ts timestamp,lock_owner_end_ts timestamp,lock_status character(22)‖r_STV_LOCKS
stv_tbl_perm‖Permanent and temporary tables per slice‖S‖slice integer,id integer,name character(72),rows bigint,sorted_rows bigint,temp integer,db_id integer,insert_pristine integer,delete_pristine integer,backup integer,dist_style integer,block_count integer‖r_STV_TBL_PERM
stv_blocklist‖Disk blocks‖S‖slice integer,col integer,tbl integer,blocknum integer,num_values integer,extended_limits integer,minvalue bigint,maxvalue bigint,sb_pos integer,pinned integer,on_disk integer,modified integer,hdr_modified integer,unsorted integer,tombstone integer,preferred_diskno integer,temporary integer,newblock integer,num_readers integer,flags integer‖r_STV_BLOCKLIST
stv_slices‖Slices of nodes‖A‖node integer,slice integer,localslice integer,type character(1)‖r_STV_SLICES
stv_db_isolation_level‖Isolation level of databases‖S‖db_name character(128),isolation_level character(20)‖r_STV_DB_ISOLATION_LEVEL
stv_active_cursors‖Open cursors‖A‖userid integer,name character(256),xid bigint,pid integer,starttime timestamp,row_count bigint,byte_count bigint,fetched_rows bigint‖r_STV_ACTIVE_CURSORS
stv_cursor_configuration‖Cursor limits‖S‖current_cursor_count integer,max_diskspace_usable integer,current_diskspace_used integer‖r_STV_CURSOR_CONFIGURATION
stv_exec_state‖Running query steps‖A‖userid integer,query integer,slice integer,segment integer,step integer,starttime timestamp,currenttime timestamp,tasknum integer,rows bigint,bytes bigint,label char(256),is_diskbased char(1),workmem bigint,num_parts integer,is_rrscan char(1),is_delayed_scan char(1)‖r_STV_EXEC_STATE
stv_load_state‖Running COPY‖A‖userid integer,session integer,query integer,slice integer,pid integer,recordtime timestamp,bytes_to_load bigint,bytes_loaded bigint,bytes_to_load_compressed bigint,bytes_loaded_compressed bigint,lines integer,num_files integer,num_files_complete integer,current_file character(256),pct_complete integer‖r_STV_LOAD_STATE
stv_node_storage_capacity‖Storage of nodes‖S‖node integer,used integer,capacity integer‖r_STV_NODE_STORAGE_CAPACITY
stv_partitions‖Disks and their use‖S‖owner integer,host integer,diskno integer,part_begin bigint,part_end bigint,used integer,tossed integer,capacity integer,reads bigint,writes bigint,seek_forward integer,seek_back integer,is_san integer,failed integer,mbps integer,mount character(256)‖r_STV_PARTITIONS
stv_query_metrics‖Metrics of running queries‖A‖cpu_seconds,query,rows,run_time_seconds‖r_STV_QUERY_METRICS
stv_startup_recovery_state‖Tables locked during restart‖S‖db_id,table_name,tbl_id‖r_STV_STARTUP_RECOVERY_STATE
stv_tbl_trans‖Transient tables in memory‖S‖cnt,id,suspended,swap‖r_STV_TBL_TRANS
stv_wlm_classification_config‖WLM classification rules‖S‖action,action_seq,action_service_class,condition,id‖r_STV_WLM_CLASSIFICATION_CONFIG
stv_wlm_qmr_config‖Query monitoring rules‖S‖‖r_STV_WLM_QMR_CONFIG
stv_wlm_query_queue_state‖WLM queue state‖A‖position,query,queue_time,service_class,slot_count,start_time,task‖r_STV_WLM_QUERY_QUEUE_STATE
stv_wlm_query_state‖Queries tracked by WLM‖A‖exec_time,query,queue_time,state,xid‖r_STV_WLM_QUERY_STATE
stv_wlm_query_task_state‖WLM tasks‖A‖exec_time,query,service_class,start_time,task‖r_STV_WLM_QUERY_TASK_STATE
stv_wlm_service_class_config‖WLM service classes‖S‖max_time,mem,memory,name,query_wildcard,slots,target_mem,target_slots,user_wildcard‖r_STV_WLM_SERVICE_CLASS_CONFIG
stv_wlm_service_class_state‖State of WLM service classes‖S‖num_executed_queries,num_executing_queries,service_class‖r_STV_WLM_SERVICE_CLASS_STATE
stl_query‖Executed queries‖A‖userid integer,query integer,label character(320),xid bigint,pid integer,database character(32),querytxt character(4000),starttime timestamp,endtime timestamp,aborted integer,insert_pristine integer,concurrency_scaling_status integer‖r_STL_QUERY
stl_querytext‖Query texts in 200-byte parts‖A‖userid integer,xid bigint,pid integer,query integer,sequence integer,text character(200)‖r_STL_QUERYTEXT
stl_ddltext‖DDL texts‖A‖userid integer,xid bigint,pid integer,label character(320),starttime timestamp,endtime timestamp,sequence integer,text character(200)‖r_STL_DDLTEXT
stl_utilitytext‖Other non-SELECT texts‖A‖userid integer,xid bigint,pid integer,label character(320),starttime timestamp,endtime timestamp,sequence integer,text character(200)‖r_STL_UTILITYTEXT
stl_load_errors‖COPY errors‖A‖userid integer,slice integer,tbl integer,starttime timestamp,session integer,query integer,filename character(256),line_number bigint,colname character(127),type character(10),col_length character(10),position integer,raw_line character(1024),raw_field_value char(1024),err_code integer,err_reason character(100),is_partial integer,start_offset integer‖r_STL_LOAD_ERRORS
stl_loaderror_detail‖Field values of COPY errors‖A‖userid integer,slice integer,session integer,query integer,filename character(256),line_number bigint,field integer,colname character(1024),value character(1024),is_null integer,type character(10),col_length character(10)‖r_STL_LOADERROR_DETAIL
stl_load_commits‖Loaded files‖A‖userid integer,query integer,slice integer,name character(256),filename character(256),byte_offset integer,lines_scanned integer,errors integer,curtime timestamp,status integer,file_format character(16),is_partial integer,start_offset integer‖r_STL_LOAD_COMMITS
stl_unload_log‖Unloaded files‖A‖userid integer,query integer,slice integer,pid integer,path character(1280),start_time timestamp,end_time timestamp,line_count bigint,transfer_size bigint,file_format character(10)‖r_STL_UNLOAD_LOG
stl_error‖Internal errors‖S‖userid integer,process character(12),recordtime timestamp,pid integer,errcode integer,file character(90),linenum integer,context character(100),error character(512)‖r_STL_ERROR
stl_userlog‖Changes of users‖S‖userid integer,username character(50),oldusername character(50),action character(10),usecreatedb integer,usesuper integer,usecatupd integer,valuntil timestamp,pid integer,xid bigint,recordtime timestamp‖r_STL_USERLOG
stl_connection_log‖Connections‖S‖event character(50),recordtime timestamp,remotehost character(45),remoteport character(32),pid integer,dbname character(50),username character(50),authmethod character(32),duration integer,sslversion character(50),sslcipher character(128),mtu integer,sslcompression character(64),sslexpansion character(64),iamauthguid character(36),application_name character(250),os_version character(64),driver_version character(64),plugin_name character(32),protocol_version integer,sessionid character(36),compression character(8)‖r_STL_CONNECTION_LOG
stl_sessions‖Sessions‖A‖userid integer,starttime timestamp,endtime timestamp,process integer,user_name character(50),db_name character(50),timeout_sec integer,timed_out integer‖r_STL_SESSIONS
stl_vacuum‖Vacuum runs‖S‖userid integer,xid bigint,table_id integer,status character(30),rows bigint,sortedrows integer,blocks integer,max_merge_partitions integer,eventtime timestamp,reclaimable_rows bigint,reclaimable_space_mb bigint,cutoff_xid bigint,is_recluster integer‖r_STL_VACUUM
stl_analyze‖ANALYZE runs‖S‖userid integer,xid bigint,database char(30),table_id integer,status char(15),rows double,modified_rows double,threshold_percent integer,is_auto char(1),starttime timestamp,endtime timestamp,prevtime timestamp,num_predicate_cols integer,num_new_predicate_cols integer,is_background char(1),auto_analyze_phase char(100),schema_name char(128),table_name char(136)‖r_STL_ANALYZE
stl_alert_event_log‖Optimizer alerts‖A‖userid integer,query integer,slice integer,segment integer,step integer,pid integer,xid bigint,event character(1024),solution character(1024),event_time timestamp‖r_STL_ALERT_EVENT_LOG
stl_explain‖Plans‖A‖userid integer,query integer,nodeid integer,parentid integer,plannode character(400),info character(400)‖r_STL_EXPLAIN
stl_wlm_query‖WLM attempts‖A‖userid integer,xid integer,task integer,query integer,service_class integer,slot_count integer,service_class_start_time timestamp,queue_start_time timestamp,queue_end_time timestamp,total_queue_time bigint,exec_start_time timestamp,exec_end_time timestamp,total_exec_time bigint,service_class_end_time timestamp,final_state character(16),est_peak_mem bigint,query_priority char(20),service_class_name character(64)‖r_STL_WLM_QUERY
stl_scan‖Table scan steps‖A‖userid integer,query integer,slice integer,segment integer,step integer,starttime timestamp,endtime timestamp,tasknum integer,rows bigint,bytes bigint,fetches bigint,type integer,tbl integer,is_rrscan character(1),is_delayed_scan character(1),rows_pre_filter bigint,rows_pre_user_filter bigint,perm_table_name character(136),is_rlf_scan character(1),is_rlf_scan_reason integer,num_em_blocks integer,checksum bigint,runtime_filtering character(1),scan_region integer,num_sortkey_as_predicate integer,row_fetcher_state integer,consumed_scan_ranges bigint,work_stealing_reason bigint,is_vectorized_scan character(1),is_vectorized_scan_reason integer,row_fetcher_reason bigint,topology_signature bigint,use_tpm_partition character(1),is_rrscan_expr character(1)‖r_STL_SCAN
stl_aggr‖Aggregate steps‖A‖bytes,is_diskbased,maxlength,occupied,query,segment,slots,type,workmem‖r_STL_AGGR
stl_analyze_compression‖Compression analysis‖S‖‖r_STL_ANALYZE_COMPRESSION
stl_bcast‖Broadcast steps‖A‖bytes,date_diff,packets,query,rows,slice,step‖r_STL_BCAST
stl_commit_stats‖Commit timing‖S‖commit_time,node,queue_time,queuelen‖r_STL_COMMIT_STATS
stl_delete‖Delete steps‖A‖catid,dateid,eventid,eventname,query,rows,segment,slice,starttime,step,tasknum,tbl,venueid‖r_STL_DELETE
stl_disk_full_diag‖Disk full errors‖S‖currenttime,node_num,query_id,temp_blocks‖r_STL_DISK_FULL_DIAG
stl_dist‖Distribution steps‖A‖bytes,duration,packets,query,rows,slice,step‖r_STL_DIST
stl_file_scan‖Files read by COPY‖A‖loadtime,name‖r_STL_FILE_SCAN
stl_hash‖Hash steps‖A‖bytes,est_rows,is_diskbased,num_blocks_permitted,num_parts,occupied,rows,slice,workmem‖r_STL_HASH
stl_hashjoin‖Hash join steps‖A‖num_parts,query,slice,tbl‖r_STL_HASHJOIN
stl_insert‖Insert steps‖A‖rows,segment,slice,step,tasknum,tbl‖r_STL_INSERT
stl_limit‖Limit steps‖A‖btrim,endtime,max,query,segment,slice,starttime,step,tasknum,venuecity,venueid,venuename,venueseats,venuestate‖r_STL_LIMIT
stl_merge‖Merge steps‖A‖endtime,query,rows,starttime,step,tasknum‖r_STL_MERGE
stl_mergejoin‖Merge join steps‖A‖endtime,query,rows,segment,slice,starttime,step,tasknum,tbl,userid‖r_STL_MERGEJOIN
stl_mv_state‖State changes of materialized views‖A‖base_table_name,base_table_schema,db_name,event_desc,mv_name,mv_schema,starttime,state,userid,xid‖r_STL_MV_STATE
stl_nestloop‖Nested loop steps‖A‖duration,query,rows,seg,slice,step,tasknum,tbl‖r_STL_NESTLOOP
stl_parse‖Parse steps of loads‖A‖endtime,query,rows,starttime,step,tasknum‖r_STL_PARSE
stl_plan_info‖Plan rows‖A‖bytes,catdesc,catgroup,catid,catname,eventname,rows,totalcost‖r_STL_PLAN_INFO
stl_project‖Projection steps‖A‖endtime,query,rows,starttime,step,tasknum‖r_STL_PROJECT
stl_query_metrics‖Metrics of finished queries‖A‖cpu_seconds,query,rows,run_time_seconds‖r_STL_QUERY_METRICS
stl_replacements‖Invalid characters replaced by COPY‖A‖colname,filename,line_number,query,session‖r_STL_REPLACEMENTS
stl_restarted_sessions‖Restarted sessions‖S‖‖r_STL_RESTARTED_SESSIONS
stl_return‖Return steps‖A‖endtime,packets,query,rows,segment,slice,step‖r_STL_RETURN
stl_s3client‖S3 transfers‖A‖end_time,end_ts,key,pid,query,recordtime,slice,start_time,start_ts,transfer_time,userid‖r_STL_S3CLIENT
stl_s3client_error‖S3 transfer errors‖A‖error,file,query,sliceid‖r_STL_S3CLIENT_ERROR
stl_save‖Save steps‖A‖query,rows,segment,slice,step,tasknum,tbl‖r_STL_SAVE
stl_schema_quota_violations‖Schema quota violations‖A‖disk_usage,disk_usage_pct,quota,schema_name,timestamp,userid‖r_STL_SCHEMA_QUOTA_VIOLATIONS
stl_sort‖Sort steps‖A‖bytes,is_diskbased,query,tbl,workmem‖r_STL_SORT
stl_sshclient_error‖SSH client errors‖A‖‖r_STL_SSHCLIENT_ERROR
stl_stream_segs‖Streams and segments‖A‖query,segment,stream‖r_STL_STREAM_SEGS
stl_tr_conflict‖Transaction conflicts‖S‖id‖r_STL_TR_CONFLICT
stl_undone‖Undone transactions‖A‖table_id,xact_id,xact_id_undone‖r_STL_UNDONE
stl_unique‖DISTINCT steps‖A‖msec,query,rows,segment,slice,step,tasknum‖r_STL_UNIQUE
stl_usage_control‖Usage limits reached‖S‖‖r_STL_USAGE_CONTROL
stl_window‖Window function steps‖A‖is_diskbased,query,rows,tasknum,workmem‖r_STL_WINDOW
stl_wlm_error‖WLM errors‖S‖‖r_STL_WLM_ERROR
stl_wlm_rule_action‖Actions of query monitoring rules‖A‖‖r_STL_WLM_RULE_ACTION
svl_s3query_summary‖Spectrum queries‖A‖userid integer,query integer,xid bigint,pid integer,segment integer,step integer,starttime timestamp,endtime timestamp,elapsed integer,aborted integer,external_table_name char(136),file_format character(16),is_partitioned char(1),is_rrscan char(1),is_nested char(1),s3_scanned_rows bigint,s3_scanned_bytes bigint,s3query_returned_rows bigint,s3query_returned_bytes bigint,files integer,files_max integer,files_avg integer,splits integer,splits_max integer,splits_avg integer,total_split_size bigint,max_split_size bigint,avg_split_size bigint,total_retries integer,max_retries integer,max_request_duration integer,avg_request_duration integer,max_request_parallelism integer,avg_request_parallelism double,total_slowdown_count integer,max_slowdown_count integer‖r_SVL_S3QUERY_SUMMARY
svl_s3log‖Spectrum messages of a query‖A‖pid integer,query integer,segment integer,step integer,node integer,slice integer,eventtime timestamp,message text‖r_SVL_S3LOG
svl_s3partition‖Spectrum partitions per slice‖A‖query integer,segment integer,node integer,slice integer,starttime timestamp,endtime timestamp,duration bigint,total_partitions integer,qualified_partitions integer,assigned_partitions integer,assignment char(1)‖r_SVL_S3PARTITION
svl_s3list‖S3 listing of Spectrum‖A‖query integer,segment integer,node integer,slice integer,eventtime timestamp,bucket text,prefix text,recursive char(1),retrieved_files integer,max_file_size bigint,avg_file_size double,generated_splits integer,avg_split_length double,duration bigint‖r_SVL_S3LIST
svl_spectrum_scan_error‖Spectrum data handling errors‖A‖location char(256),rowid char(2100),colname char(127),original_value char(1024),modified_value char(1024),trigger char(128),action char(128),action_value char(127),error_code integer‖r_SVL_SPECTRUM_SCAN_ERROR
svl_user_info‖Users‖A‖usename text,usesysid integer,usecreatedb boolean,usesuper boolean,usecatupd boolean,useconnlimit text,syslogaccess text,last_ddl_ts timestamp,sessiontimeout integer,external_id text‖r_SVL_USER_INFO
svl_statementtext‖All texts: DDL, query, utility‖A‖userid integer,xid bigint,pid integer,label varchar(320),starttime timestamp,endtime timestamp,sequence integer,type varchar(10),text character(200)‖r_SVL_STATEMENTTEXT
svl_stored_proc_call‖Procedure calls‖A‖userid integer,session_userid integer,query integer,label character(320),xid bigint,pid integer,database character(32),querytxt character(4000),starttime timestamp,endtime timestamp,aborted integer,from_sp_call integer‖r_SVL_STORED_PROC_CALL
svl_stored_proc_messages‖Messages of procedures‖A‖userid integer,session_userid integer,pid integer,xid bigint,query integer,recordtime timestamp,loglevel integer,loglevel_text character(10),message character(1024),linenum integer,querytext character(500),label character(320),aborted integer‖r_SVL_STORED_PROC_MESSAGES
svl_udf_log‖Messages of UDFs‖A‖query bigint,message char(4096),created timestamp,traceback char(4096),funcname character(256),node integer,slice integer,seq integer‖r_SVL_UDF_LOG
svl_federated_query‖Federated query calls‖A‖userid integer,xid bigint,pid integer,query integer,sourcetype character(32),recordtime timestamp,querytext character(4000),num_rows bigint,num_bytes bigint,duration bigint‖r_SVL_FEDERATED_QUERY
svl_qlog‖Log of queries‖A‖userid integer,query integer,xid bigint,pid integer,starttime timestamp,endtime timestamp,elapsed bigint,aborted integer,label character(320),substring character(60),source_query integer,concurrency_scaling_status text,from_sp_call integer‖r_SVL_QLOG
svl_auto_worker_action‖Automatic table optimization‖S‖eventtime,previous_state,sequence,status,table_id,type‖r_SVL_AUTO_WORKER_ACTION
svl_compile‖Compile time of segments‖A‖compile,duration,locus,pid,query,segment,userid,xid‖r_SVL_COMPILE
svl_datashare_change_log‖Datashare changes‖S‖action‖r_SVL_DATASHARE_CHANGE_LOG
svl_datashare_cross_region_usage‖Cross-region datashare use‖S‖query,segment,source_region,transferred_data‖r_SVL_DATASHARE_CROSS_REGION_USAGE
svl_datashare_usage_consumer‖Datashare use, consumer side‖S‖error,request_type,status‖r_SVL_DATASHARE_USAGE_CONSUMER
svl_datashare_usage_producer‖Datashare use, producer side‖S‖request_type‖r_SVL_DATASHARE_USAGE_PRODUCER
svl_multi_statement_violations‖Statements refused in a transaction block‖A‖userid integer,database character(32),cmdname character(20),xid bigint,pid integer,label character(320),starttime timestamp,endtime timestamp,sequence integer,type varchar(10),text character(200)‖r_SVL_MULTI_STATEMENT_VIOLATIONS
svl_mv_refresh_status‖Refreshes of materialized views‖A‖db_name,endtime,name,schema,starttime,status,userid,xid‖r_SVL_MV_REFRESH_STATUS
svl_qerror‖Deprecated‖A‖‖r_SVL_QERROR
svl_query_metrics‖Metrics of finished queries‖A‖‖r_SVL_QUERY_METRICS
svl_query_metrics_summary‖Highest metrics per query‖A‖‖r_SVL_QUERY_METRICS_SUMMARY
svl_query_queue_info‖Queries in WLM queues‖S‖exec_elapsed,query,queue_elapsed,service_class,wlm_total_elapsed‖r_SVL_QUERY_QUEUE_INFO
svl_query_report‖Steps per slice‖A‖case,max,min,query,segment,step‖r_SVL_QUERY_REPORT
svl_query_summary‖Steps per query‖A‖bytes,is_diskbased,label,query,rows,seg,step,stm,workmem‖r_SVL_QUERY_SUMMARY
svl_s3partition_summary‖Spectrum partitions per segment‖A‖‖r_SVL_S3PARTITION_SUMMARY
svl_s3query‖Spectrum per slice‖A‖elapsed,files,query,s3_scanned_bytes,s3_scanned_rows,s3query_returned_bytes,s3query_returned_rows,segment,slice‖r_SVL_S3QUERY
svl_s3retries‖Spectrum retries‖A‖‖r_SVL_S3RETRIES
svl_spatial_simplify‖Geometry simplification by COPY‖A‖final_size,final_tolerance,initial_size,line_number,maximum_tolerance,query,simplified‖r_SVL_SPATIAL_SIMPLIFY
svl_terminate‖Ended sessions‖S‖eventtime,pid,type,userid‖r_SVL_TERMINATE
svl_vacuum_percentage‖Blocks allocated by vacuum‖S‖percentage,table_id,xid‖r_SVL_VACUUM_PERCENTAGE
svcs_alert_event_log‖Optimizer alerts, all clusters‖A‖event,event_time,query,solution‖r_SVCS_ALERT_EVENT_LOG
svcs_compile‖Compile time, all clusters‖A‖compile,duration,locus,pid,query,segment,userid,xid‖r_SVCS_COMPILE
svcs_concurrency_scaling_usage‖Concurrency scaling use‖S‖end_time,queries,start_time,usage_in_seconds‖r_SVCS_CONCURRENCY_SCALING_USAGE
svcs_explain‖Plans, all clusters‖A‖btrim,eventid,nodeid,parentid,query,substring,sum‖r_SVCS_EXPLAIN
svcs_plan_info‖Plan rows, all clusters‖A‖bytes,catdesc,catgroup,catid,catname,eventname,rows,totalcost‖r_SVCS_PLAN_INFO
svcs_query_summary‖Steps, all clusters‖A‖bytes,is_diskbased,label,query,rows,seg,step,stm,workmem‖r_SVCS_QUERY_SUMMARY
svcs_s3list‖S3 listing, all clusters‖A‖‖r_SVCS_S3LIST
svcs_s3log‖Spectrum messages, all clusters‖A‖‖r_SVCS_S3LOG
svcs_s3partition_summary‖Spectrum partitions, all clusters‖A‖‖r_SVCS_S3PARTITION_SUMMARY
svcs_s3query_summary‖Spectrum queries, all clusters‖A‖elapsed,files,query,s3_scanned_bytes,s3_scanned_rows,s3query_returned_bytes,s3query_returned_rows,segment‖r_SVCS_S3QUERY_SUMMARY
svcs_stream_segs‖Streams, all clusters‖A‖query,segment,stream‖r_SVCS_STREAM_SEGS
svcs_unload_log‖Unloads, all clusters‖A‖path,query‖r_SVCS_UNLOAD_LOG
sys_connection_log‖Connections‖S‖event character(50),record_time timestamp,remote_host character(45),remote_port character(32),session_id integer,database_name character(50),user_name character(50),auth_method character(32),duration bigint,ssl_version character(50),ssl_cipher character(128),mtu integer,ssl_compression character(64),ssl_expansion character(64),iam_auth_guid character(36),application_name character(250),driver_version character(64),os_version character(64),plugin_name character(32),protocol_version integer,global_session_id character(36)‖SYS_CONNECTION_LOG
sys_query_detail‖Steps of queries‖A‖user_id integer,query_id bigint,child_query_sequence integer,stream_id integer,segment_id integer,step_id integer,step_name text,table_id integer,table_name character(136),is_rrscan character,start_time timestamp,end_time timestamp,duration bigint,alert text,input_bytes bigint,input_rows bigint,output_bytes bigint,output_rows bigint,blocks_read bigint,blocks_write bigint,local_read_io bigint,remote_read_io bigint,source text,data_skewness integer,time_skewness integer,is_active character,spilled_block_local_disk bigint,spilled_block_remote_disk bigint,step_attribute character(64)‖SYS_QUERY_DETAIL
sys_query_text‖Query texts in parts‖A‖user_id integer,query_id bigint,transaction_id bigint,session_id integer,start_time timestamp,sequence integer,text character(200)
sys_child_query_text‖Texts of child queries‖A‖
sys_external_query_detail‖Spectrum and federated scans‖A‖user_id integer,query_id bigint,child_query_sequence integer,transaction_id bigint,segment_id integer,source_type character(32),start_time timestamp,end_time timestamp,duration bigint,total_partitions integer,qualified_partitions integer,scanned_files bigint,returned_rows bigint,returned_bytes bigint,file_format text,file_location text,external_query_text text,warning_message character(4000),table_name character(136),is_recursive character(1),is_nested character(1),s3list_time bigint,get_partition_time bigint‖SYS_EXTERNAL_QUERY_DETAIL
sys_external_query_error‖Spectrum errors‖A‖user_id integer,query_id bigint,file_location char(256),rowid char(2100),column_name char(127),original_value char(1024),modified_value char(1024),trigger char(128),action char(128),action_value char(127),error_code integer
sys_load_history‖COPY commands‖A‖user_id integer,query_id bigint,transaction_id bigint,session_id integer,database_name text,status text,table_name text,start_time timestamp,end_time timestamp,duration bigint,data_source text,file_format text,loaded_rows bigint,loaded_bytes bigint,source_file_count integer,source_file_bytes bigint,file_count_scanned integer,file_bytes_scanned bigint,error_count bigint,copy_job_id bigint‖SYS_LOAD_HISTORY
sys_load_detail‖Files of COPY‖A‖btrim,file,query_id,record_time,rtrim,xid‖SYS_LOAD_DETAIL
sys_unload_history‖UNLOAD commands‖A‖user_id integer,query_id bigint,transaction_id bigint,session_id integer,database_name text,status text,start_time timestamp,end_time timestamp,duration bigint,file_format text,compression_type text,unloaded_location text,unloaded_rows bigint,unloaded_files_count bigint,unloaded_files_size bigint,error_message text‖SYS_UNLOAD_HISTORY
sys_unload_detail‖Files of UNLOAD‖A‖file_format,query_id,substring,transfer_size‖SYS_UNLOAD_DETAIL
sys_userlog‖Changes of users‖S‖user_id integer,user_name character(50),original_user_name character(50),action character(10),has_create_db_privs integer,is_superuser integer,has_update_catalog_privs integer,password_expiration timestamp,session_id integer,transaction_id bigint,record_time timestamp
sys_session_history‖Sessions‖A‖user_id integer,session_id integer,database_name character(128),status character(64),session_timeout character(64),start_time timestamp,end_time timestamp
sys_transaction_history‖Transactions‖S‖user_id integer,transaction_id bigint,isolation_level text,status text,transaction_start_time timestamp,commit_start_time timestamp,commit_end_time timestamp,blocks_committed integer,undo_transaction_id bigint
sys_procedure_call‖Procedure calls‖A‖session_user_id integer,query_user_id integer,query_id bigint,transaction_id bigint,session_id integer,database_name char(128),status char(10),query_text char(4000),start_time timestamp,end_time timestamp,duration bigint,from_procedure_call bigint
sys_procedure_messages‖Messages of procedures‖A‖transaction_id bigint,query_id bigint,record_time timestamp,log_level char(10),message char(1024),line_number integer
sys_udf_log‖Messages of UDFs‖A‖query_id bigint,message character(4096),record_time timestamp,traceback character(4096),function_name character(128),sequence integer
sys_ludf_detail‖Lambda UDF calls‖A‖
sys_serverless_usage‖Serverless compute and storage use‖S‖start_time timestamp,end_time timestamp,compute_seconds double,compute_capacity double,data_storage integer,cross_region_transferred_data integer,charged_seconds integer‖SYS_SERVERLESS_USAGE
sys_analyze_compression_history‖Compression analysis‖S‖
sys_analyze_history‖ANALYZE runs‖A‖
sys_automatic_optimization‖Automatic optimization‖S‖
sys_auto_table_optimization‖Automatic table optimization‖S‖
sys_copy_job_detail‖Files of copy jobs‖A‖
sys_copy_job_info‖Messages of copy jobs‖A‖
sys_copy_replacements‖Characters replaced by COPY‖A‖
sys_datashare_change_log‖Datashare changes‖A‖action‖SYS_DATASHARE_CHANGE_LOG
sys_datashare_cross_region_usage‖Cross-region datashare use‖A‖
sys_datashare_usage_consumer‖Datashare use, consumer side‖A‖error,request_type,status‖SYS_DATASHARE_USAGE_CONSUMER
sys_datashare_usage_producer‖Datashare use, producer side‖A‖request_type‖SYS_DATASHARE_USAGE_PRODUCER
sys_extra_compute_for_automatic_optimization‖Extra compute for optimization‖S‖
sys_integration_activity‖Zero-ETL runs‖X‖
sys_integration_table_activity‖Zero-ETL runs per table‖X‖
sys_integration_table_state_change‖Zero-ETL table state changes‖X‖
sys_mv_refresh_history‖Refreshes of materialized views‖A‖
sys_mv_state‖State changes of materialized views‖A‖
sys_query_explain‖Plans‖A‖user_id integer,query_id bigint,child_query_sequence integer,plan_node_id integer,plan_parent_id integer,plan_node varchar(400),plan_info varchar(400)
sys_restore_log‖Table migration after resize‖S‖
sys_restore_state‖State of table migration‖S‖
sys_schema_quota_violations‖Schema quota violations‖A‖
sys_spatial_simplify‖Geometry simplification by COPY‖A‖
sys_stream_scan_errors‖Streaming ingestion errors‖A‖‖r_SYS_STREAM_SCAN_ERRORS
sys_stream_scan_states‖Streaming ingestion state‖A‖external_schema_name,mv_name,query_id,stream_name,total_bytes,total_records‖r_SYS_STREAM_SCAN_STATES
sys_vacuum_history‖Vacuum runs‖A‖
pg_class‖Relations of the current database: relkind r table, v view (materialized views are v too), i index, S sequence, t toast‖P‖oid oid,relname name,relnamespace oid,reltype oid,relowner integer,relam oid,relfilenode oid,reltablespace oid,relpages integer,reltuples double precision,reltoastrelid oid,reltoastidxid oid,relhasindex boolean,relisshared boolean,relkind char,relnatts smallint,relexternid oid,relisreplicated boolean,relispinned boolean,reldiststyle smallint,relprojbaseid oid,relchecks smallint,reltriggers smallint,relukeys smallint,relfkeys smallint,relrefs smallint,relhasoids boolean,relhaspkey boolean,relhasrules boolean,relhassubclass boolean,relacl aclitem[]
pg_attribute‖Columns of relations‖P‖attrelid oid,attname name,atttypid oid,attstattarget integer,attlen smallint,attnum smallint,attndims integer,attcacheoff integer,atttypmod integer,attbyval boolean,attstorage char,attalign char,attnotnull boolean,atthasdef boolean,attisdropped boolean,attislocal boolean,attinhcount integer,attisdistkey boolean,attispreloaded boolean,attsortkeyord integer,attencodingtype smallint,attencrypttype smallint
pg_proc‖Functions and procedures (prokind p = procedure)‖P‖oid oid,proname name,pronamespace oid,proowner integer,prolang oid,proisagg boolean,prosecdef boolean,proisstrict boolean,proretset boolean,provolatile char,pronargs smallint,prorettype oid,proargtypes oidvector,proargnames text[],prosrc text,probin bytea,proacl aclitem[]
pg_constraint‖Constraints: contype p primary key, u unique, f foreign key‖P‖oid oid,conname name,connamespace oid,contype char,condeferrable boolean,condeferred boolean,conrelid oid,contypid oid,confrelid oid,confupdtype char,confdeltype char,confmatchtype char,conkey smallint[],confkey smallint[],conbin text,consrc text
pg_type‖Data types‖P‖oid oid,typname name,typnamespace oid,typowner integer,typlen smallint,typbyval boolean,typtype char,typisdefined boolean,typdelim char,typrelid oid,typelem oid,typinput regproc,typoutput regproc,typreceive regproc,typsend regproc,typanalyze regproc,typalign char,typstorage char,typnotnull boolean,typbasetype oid,typtypmod integer,typndims integer,typdefaultbin text,typdefault text
pg_attrdef‖Column defaults; identity columns show "identity"(...)‖P‖adrelid oid,adnum smallint,adbin text,adsrc text
pg_description‖Comments‖P‖objoid oid,classoid oid,objsubid integer,description text
pg_depend‖Dependencies between objects‖P‖classid oid,objid oid,objsubid integer,refclassid oid,refobjid oid,refobjsubid integer,deptype char
pg_rewrite‖View rules‖P‖oid oid,rulename name,ev_class oid,ev_attr smallint,ev_type char,is_instead boolean,ev_qual text,ev_action text
pg_settings‖Run-time parameters‖P‖name text,setting text,category text,short_desc text,extra_desc text,context text,vartype text,source text,min_val text,max_val text
pg_locks‖Locks held‖P‖relation oid,database oid,transaction xid,pid integer,mode text,granted boolean
pg_shadow‖Users with password hashes (superusers only)‖S‖usename name,usesysid integer,usecreatedb boolean,usesuper boolean,usecatupd boolean,passwd text,valuntil abstime,useconfig text[]
pg_stats‖Column statistics‖P‖schemaname name,tablename name,attname name,null_frac real,avg_width integer,n_distinct real,most_common_vals anyarray,most_common_freqs real[],histogram_bounds anyarray,correlation real
information_schema.schemata‖Schemas‖P‖catalog_name text,schema_name text,schema_owner text,default_character_set_catalog text,default_character_set_schema text,default_character_set_name text,sql_path text
information_schema.tables‖Tables and views of the current database‖P‖table_catalog text,table_schema text,table_name text,table_type text,self_referencing_column_name text,reference_generation text,user_defined_type_catalog text,user_defined_type_schema text,user_defined_type_name text
information_schema.columns‖Columns (not of late-binding views or external tables)‖P‖table_catalog text,table_schema text,table_name text,column_name text,ordinal_position integer,column_default text,is_nullable text,data_type text,character_maximum_length integer,character_octet_length integer,numeric_precision integer,numeric_precision_radix integer,numeric_scale integer,datetime_precision integer
information_schema.views‖View definitions‖P‖table_catalog text,table_schema text,table_name text,view_definition text,check_option text,is_updatable text,is_insertable_into text
information_schema.table_constraints‖Constraints‖P‖constraint_catalog text,constraint_schema text,constraint_name text,table_catalog text,table_schema text,table_name text,constraint_type text,is_deferrable text,initially_deferred text
information_schema.key_column_usage‖Columns of keys‖P‖constraint_catalog text,constraint_schema text,constraint_name text,table_catalog text,table_schema text,table_name text,column_name text,ordinal_position integer
information_schema.referential_constraints‖Foreign keys‖P‖constraint_catalog text,constraint_schema text,constraint_name text,unique_constraint_catalog text,unique_constraint_schema text,unique_constraint_name text,match_option text,update_rule text,delete_rule text
information_schema.table_privileges‖Rights on tables (users and groups, not roles)‖P‖grantor text,grantee text,table_catalog text,table_schema text,table_name text,privilege_type text,is_grantable text,with_hierarchy text
information_schema.routines‖Functions‖P‖specific_catalog text,specific_schema text,specific_name text,routine_catalog text,routine_schema text,routine_name text,routine_type text,data_type text,routine_body text,routine_definition text,external_language text,security_type text`;

let views: ReadonlyMap<string, SystemView> | undefined;

/** Every system view by its name in lower case, without its schema. */
export function systemViews(): ReadonlyMap<string, SystemView> {
  views ??= new Map(
    table()
      .split('\n')
      .map(line => readLine(line))
      .map(view => [view.name, view]),
  );
  return views;
}

function readLine(line: string): SystemView {
  const [written = '', purpose = '', seen = '', columns = '', page] = line.split('‖');
  const inSchema = written.startsWith('information_schema.');
  return {
    name: inSchema ? written.slice('information_schema.'.length) : written,
    schema: inSchema ? 'information_schema' : 'pg_catalog',
    purpose,
    visibleTo: visibility[seen] ?? '',
    columns: columns === '' ? [] : columns.split(',').map(readColumn),
    page: `https://docs.aws.amazon.com/redshift/latest/dg/${page ?? pageOf(written)}.html`,
  };
}

function readColumn(column: string): SystemColumn {
  const space = column.indexOf(' ');
  return space < 0 ? { name: column, type: '' } : { name: column.slice(0, space), type: column.slice(space + 1).replaceAll(';', ',') };
}

/** The page of a view that names none: those of the families are named after the view. */
const pageOf = (name: string) => (/^(?:sys|svv|svl|svcs|stl|stv)_/.test(name) ? `r_${name.toUpperCase()}` : 'c_intro_catalog_views');
