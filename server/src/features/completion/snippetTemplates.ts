// Statements that people write again and again, with what is to be filled in. Data: the build puts them among the facts.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders of snippets look like those of template literals
import { later } from '../../text/say.ts';

export interface SnippetTemplate {
  readonly label: string;
  readonly detail: string;
  readonly body: string;
}

export const snippetTemplates: readonly SnippetTemplate[] = [
  {
    label: later`GRANT read on a schema`,
    detail: later`USAGE, SELECT on all tables, and on those to come`,
    body: 'GRANT USAGE ON SCHEMA ${1:schema_name} TO ROLE ${2:role_name};\nGRANT SELECT ON ALL TABLES IN SCHEMA $1 TO ROLE $2;\nALTER DEFAULT PRIVILEGES IN SCHEMA $1 GRANT SELECT ON TABLES TO ROLE $2;$0',
  },
  {
    label: later`GRANT read and write on a schema`,
    detail: later`USAGE, SELECT, INSERT, UPDATE, DELETE, and on tables to come`,
    body: 'GRANT USAGE ON SCHEMA ${1:schema_name} TO ROLE ${2:role_name};\nGRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA $1 TO ROLE $2;\nALTER DEFAULT PRIVILEGES IN SCHEMA $1 GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ROLE $2;$0',
  },
  {
    label: later`GRANT scoped permission for tables in a schema`,
    detail: later`covers tables that are created later`,
    body: 'GRANT ${1|SELECT,INSERT,UPDATE,DELETE,ALL|} FOR TABLES IN SCHEMA ${2:schema_name} TO ROLE ${3:role_name};$0',
  },
  {
    label: later`CREATE RLS POLICY with attach and enable`,
    detail: later`row-level security: policy, attachment, switched on`,
    body: 'CREATE RLS POLICY ${1:policy_name}\nWITH (${2:column_name} ${3:VARCHAR(256)})\nUSING ($2 = ${4:current_user});\n\nATTACH RLS POLICY $1 ON ${5:schema_name.table_name} TO ROLE ${6:role_name};\n\nALTER TABLE $5 ROW LEVEL SECURITY ON;$0',
  },
  {
    label: later`CREATE MASKING POLICY with attach`,
    detail: later`dynamic data masking: policy and attachment`,
    body: "CREATE MASKING POLICY ${1:policy_name}\nWITH (${2:column_name} ${3:VARCHAR(256)})\nUSING (${4:'***'::VARCHAR(256)});\n\nATTACH MASKING POLICY $1 ON ${5:schema_name.table_name} ($2)\nTO ROLE ${6:role_name} PRIORITY ${7:10};$0",
  },
  {
    label: later`CREATE EXTERNAL SCHEMA from the Data Catalog`,
    detail: later`Redshift Spectrum`,
    body: "CREATE EXTERNAL SCHEMA ${1:schema_name}\nFROM DATA CATALOG\nDATABASE '${2:glue_database}'\nIAM_ROLE ${3:DEFAULT}\nCREATE EXTERNAL DATABASE IF NOT EXISTS;$0",
  },
  {
    label: later`CREATE EXTERNAL TABLE on Parquet`,
    detail: later`Redshift Spectrum`,
    body: "CREATE EXTERNAL TABLE ${1:external_schema}.${2:table_name} (\n  ${3:column_name} ${4:BIGINT}\n)\nPARTITIONED BY (${5:day} ${6:DATE})\nSTORED AS PARQUET\nLOCATION 's3://${7:bucket}/${8:prefix}/';$0",
  },
  {
    label: later`CREATE EXTERNAL TABLE on CSV`,
    detail: later`Redshift Spectrum`,
    body: "CREATE EXTERNAL TABLE ${1:external_schema}.${2:table_name} (\n  ${3:column_name} ${4:VARCHAR(256)}\n)\nROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'\nWITH SERDEPROPERTIES ('separatorChar' = ',', 'quoteChar' = '\"')\nSTORED AS TEXTFILE\nLOCATION 's3://${5:bucket}/${6:prefix}/'\nTABLE PROPERTIES ('skip.header.line.count' = '1');$0",
  },
  {
    label: later`CREATE MODEL simple`,
    detail: later`Redshift ML: SageMaker Autopilot chooses`,
    body: "CREATE MODEL ${1:model_name}\nFROM (SELECT ${2:feature, label} FROM ${3:table_name})\nTARGET ${4:label}\nFUNCTION ${5:predict_label}\nIAM_ROLE ${6:DEFAULT}\nSETTINGS (\n  S3_BUCKET '${7:bucket}',\n  MAX_RUNTIME ${8:5400}\n);$0",
  },
  {
    label: later`CREATE MODEL XGBoost without Autopilot`,
    detail: later`Redshift ML: AUTO OFF`,
    body: "CREATE MODEL ${1:model_name}\nFROM (SELECT ${2:feature, label} FROM ${3:table_name})\nTARGET ${4:label}\nFUNCTION ${5:predict_label}\nIAM_ROLE ${6:DEFAULT}\nAUTO OFF\nMODEL_TYPE XGBOOST\nOBJECTIVE '${7|reg:squarederror,binary:logistic,multi:softmax|}'\nPREPROCESSORS 'none'\nHYPERPARAMETERS DEFAULT EXCEPT (NUM_ROUND '${8:100}')\nSETTINGS (S3_BUCKET '${9:bucket}');$0",
  },
  {
    label: later`CREATE MODEL K-means`,
    detail: later`Redshift ML: clustering`,
    body: "CREATE MODEL ${1:model_name}\nFROM (SELECT ${2:features} FROM ${3:table_name})\nFUNCTION ${4:cluster_of}\nIAM_ROLE ${5:DEFAULT}\nAUTO OFF\nMODEL_TYPE KMEANS\nPREPROCESSORS 'none'\nHYPERPARAMETERS DEFAULT EXCEPT (K '${6:5}')\nSETTINGS (S3_BUCKET '${7:bucket}');$0",
  },
  {
    label: later`CREATE MODEL forecast`,
    detail: later`Redshift ML: time series`,
    body: "CREATE MODEL ${1:model_name}\nFROM (SELECT ${2:item_id, day, amount} FROM ${3:table_name})\nTARGET ${4:amount}\nIAM_ROLE ${5:DEFAULT}\nAUTO ON\nMODEL_TYPE FORECAST\nSETTINGS (\n  S3_BUCKET '${6:bucket}',\n  HORIZON ${7:30},\n  FREQUENCY '${8:D}'\n);$0",
  },
  {
    label: later`CREATE MODEL on a SageMaker endpoint`,
    detail: later`Redshift ML: remote inference`,
    body: "CREATE MODEL ${1:model_name}\nFUNCTION ${2:predict} (${3:INTEGER})\nRETURNS ${4:VARCHAR}\nSAGEMAKER '${5:endpoint_name}'\nIAM_ROLE ${6:DEFAULT};$0",
  },
  {
    label: later`CREATE EXTERNAL MODEL on Bedrock`,
    detail: later`Redshift ML: a foundation model`,
    body: "CREATE EXTERNAL MODEL ${1:model_name}\nFUNCTION ${2:ask_model}\nIAM_ROLE ${3:DEFAULT}\nMODEL_TYPE BEDROCK\nSETTINGS (\n  MODEL_ID '${4:model_id}',\n  PROMPT '${5:prompt}'\n);$0",
  },
  {
    label: later`CREATE TABLE AS`,
    detail: later`a table out of a query`,
    body: 'CREATE TABLE ${1:schema_name}.${2:table_name} AS\nSELECT ${3:*}\nFROM ${4:source};$0',
  },
  {
    label: later`CREATE PROCEDURE in PL/pgSQL`,
    detail: later`a stored procedure`,
    body: 'CREATE OR REPLACE PROCEDURE ${1:schema_name}.${2:procedure_name}(${3:argument} ${4:INTEGER})\nLANGUAGE plpgsql\nAS \\$\\$\nBEGIN\n  $0\nEND;\n\\$\\$;',
  },
  {
    label: later`COPY from S3`,
    detail: later`load files`,
    body: "COPY ${1:table_name}\nFROM 's3://${2:bucket}/${3:prefix}'\nIAM_ROLE ${4:DEFAULT}\nFORMAT AS ${5|PARQUET,CSV,JSON,ORC,AVRO|};$0",
  },
  {
    label: later`UNLOAD to S3`,
    detail: later`write the result of a query as files`,
    body: "UNLOAD ('${1:SELECT * FROM table_name}')\nTO 's3://${2:bucket}/${3:prefix}'\nIAM_ROLE ${4:DEFAULT}\nFORMAT AS ${5|PARQUET,CSV,JSON|};$0",
  },
];
