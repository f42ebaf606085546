// The HTTP server on loopback: finds service and operation of a request, checks it, runs it, and writes AWS's answer or AWS's error.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AwsError } from '../protocols/awsError.ts';
import { readJsonInput, writeJsonAnswer, writeJsonError } from '../protocols/awsJson.ts';
import { readQueryInput, writeQueryAnswer, writeQueryError } from '../protocols/awsQuery.ts';
import type { Operation, Service } from '../protocols/service.ts';
import { validate } from '../protocols/validate.ts';
import { parseCredentialScope } from './credentialScope.ts';

/** Largest request body: 40 statements of 100 KB, escaped. */
const bodyLimit = 32 * 1024 * 1024;

export type Log = (message: string) => void;

interface Call {
  readonly service: Service;
  readonly action: string;
  readonly body: string;
  readonly parameters: URLSearchParams;
}

export function createHttpServer(services: readonly Service[], log: Log): Server {
  const server = createServer((request, response) => {
    void answer(services, request, response, log).catch(error => {
      log(`request failed: ${String(error)}`);
      response.destroy();
    });
  });
  server.keepAliveTimeout = 5_000;
  return server;
}

async function answer(services: readonly Service[], request: IncomingMessage, response: ServerResponse, log: Log): Promise<void> {
  const requestId = randomUUID();
  const refusal = refuseForeignRequest(request);
  if (refusal) return send(response, 403, 'text/plain', refusal, requestId);
  const hangUp = new AbortController();
  response.on('close', () => hangUp.abort());
  let call: Call | undefined;
  try {
    const body = await readBody(request);
    call = findCall(services, request, body);
    const output = await run(call, request, requestId, hangUp.signal);
    log(`${call.service.name} ${call.action} 200`);
    const { schema } = call.service.operations.get(call.action) as Operation;
    if (call.service.protocol === 'json')
      return send(response, 200, 'application/x-amz-json-1.1', writeJsonAnswer(schema, output), requestId);
    return send(response, 200, 'text/xml', writeQueryAnswer(schema, call.service.xmlNamespace, output, requestId), requestId);
  } catch (thrown) {
    if (hangUp.signal.aborted) return;
    const error = toAwsError(thrown, call, log);
    log(`${call?.service.name ?? '?'} ${call?.action ?? request.url ?? ''} ${error.status} ${error.code}: ${error.message}`);
    if (request.headers['x-amz-target'] !== undefined || call?.service.protocol === 'json') {
      response.setHeader('x-amzn-errortype', error.code);
      return send(response, error.status, 'application/x-amz-json-1.1', writeJsonError(error, messageMember(request)), requestId);
    }
    return send(response, error.status, 'text/xml', writeQueryError(call?.service.xmlNamespace ?? '', error, requestId), requestId);
  }
}

/** A web page must not reach the sandbox: no other host name (DNS rebinding), no request that a browser sends for a page. */
function refuseForeignRequest(request: IncomingMessage): string | undefined {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(host)) return 'The sandbox answers on loopback only.';
  if (request.headers.origin !== undefined) return 'The sandbox does not answer web pages.';
  return undefined;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw new AwsError('RequestEntityTooLarge', 413, 'The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function findCall(services: readonly Service[], request: IncomingMessage, body: string): Call {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    const [prefix = '', action = ''] = target.split('.');
    const service = services.find(candidate => candidate.protocol === 'json' && candidate.address === prefix);
    if (!service) throw new AwsError('UnknownOperationException', 400, `The sandbox does not offer the service ${prefix}.`);
    return { service, action, body, parameters: new URLSearchParams() };
  }
  const query = request.url?.split('?')[1] ?? '';
  const parameters = new URLSearchParams(body || query);
  const action = parameters.get('Action') ?? '';
  if (!action) throw new AwsError('MissingAction', 400, 'The request is missing an Action parameter.');
  const service = services.find(candidate => candidate.protocol === 'query' && candidate.address === parameters.get('Version'));
  if (!service) throw new AwsError('InvalidAction', 400, `The sandbox does not offer version ${parameters.get('Version')} of ${action}.`);
  return { service, action, body, parameters };
}

async function run(call: Call, request: IncomingMessage, requestId: string, signal: AbortSignal): Promise<unknown> {
  const { service, action } = call;
  const scope = parseCredentialScope(request.headers.authorization);
  if (!scope) {
    const code = service.protocol === 'json' ? 'MissingAuthenticationTokenException' : 'MissingAuthenticationToken';
    if (!request.headers.authorization) throw new AwsError(code, 403, 'Request is missing Authentication Token');
    throw new AwsError(
      service.protocol === 'json' ? 'IncompleteSignatureException' : 'IncompleteSignature',
      400,
      'The Authorization header is no AWS signature.',
    );
  }
  const operation = service.operations.get(action);
  if (!operation) throw unknownOperation(service, action);
  const reference: unknown = operation.schema[4];
  const inputSchema = (typeof reference === 'function' ? reference() : reference) as Parameters<typeof validate>[1];
  const input = service.protocol === 'json' ? readJsonInput(inputSchema, call.body) : readQueryInput(inputSchema, call.parameters);
  validate(service, inputSchema, input);
  return operation.run(input, { accessKeyId: scope.accessKeyId, region: scope.region, requestId, signal });
}

function unknownOperation(service: Service, action: string): AwsError {
  const known = service.knownOperations.has(action);
  const message = known ? `The sandbox does not offer ${action}.` : `Could not find operation ${action}.`;
  return service.protocol === 'json'
    ? new AwsError('UnknownOperationException', 400, message)
    : new AwsError('InvalidAction', 400, message);
}

function toAwsError(thrown: unknown, call: Call | undefined, log: Log): AwsError {
  if (thrown instanceof AwsError) return thrown;
  log(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
  const code = call?.service.protocol === 'json' ? 'InternalServerException' : 'InternalFailure';
  return new AwsError(code, 500, 'The sandbox failed; its log says why.');
}

const messageMember = (request: IncomingMessage): 'Message' | 'message' =>
  String(request.headers['x-amz-target']).startsWith('RedshiftData.') ? 'Message' : 'message';

function send(response: ServerResponse, status: number, type: string, body: string, requestId: string): void {
  response.writeHead(status, { 'content-type': type, 'x-amzn-requestid': requestId, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
