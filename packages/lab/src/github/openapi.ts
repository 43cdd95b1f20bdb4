import type { Problem } from '@slipway/kernel'
import type { ValidateFunction } from 'ajv'
import type { ObservedExchange } from './answers.ts'
import { member, type Node, type OpenApiDocument, type Operation, readDocument } from './openapi-document.ts'

export type OpenApi = {
  readonly document: OpenApiDocument
  /** Compiles a schema of the description once; `name` is its key. */
  readonly compile: (name: string, schema: Node) => ValidateFunction
}

/** Reads GitHub's OpenAPI description for `checkAgainstOpenApi`. For tests: it needs @octokit/openapi, ajv and ajv-formats. */
export async function readOpenApi(): Promise<OpenApi> {
  const [document, { Ajv }, formats] = await Promise.all([readDocument(), import('ajv'), import('ajv-formats')])
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, coerceTypes: false })
  formats.default.default(ajv)
  const compiled = new Map<string, ValidateFunction>()
  return {
    document,
    compile: (name, schema) => {
      const known = compiled.get(name) ?? ajv.compile(closeSchema(document, schema))
      compiled.set(name, known)
      return known
    },
  }
}

/**
 * What is wrong with an exchange by GitHub's own description: an operation, a parameter or a member that it does not know, a type
 * or format that differs, a status without description that is no error. A request may be wrong only where the answer refuses it.
 * An error whose status the operation does not list is held against the general error schemas.
 */
export function checkAgainstOpenApi(openApi: OpenApi, exchange: ObservedExchange): readonly Problem[] {
  const operation = openApi.document.find(exchange.method, exchange.path)
  const at = `${exchange.method} ${exchange.path}`
  if (operation === undefined) return exchange.status >= 400 ? [] : [problem('E_LAB_OPENAPI_OPERATION', `${at} is no operation of GitHub`)]
  const request = exchange.status >= 400 ? [] : checkRequest(openApi, operation, exchange)
  const response = checkResponse(openApi, operation, exchange)
  return [
    ...request.map((text) => problem('E_LAB_OPENAPI_REQUEST', `${at}: the request was accepted although ${text}`)),
    ...response.map((text) => problem('E_LAB_OPENAPI_RESPONSE', `${at}: the answer ${exchange.status} ${text}`)),
  ]
}

function checkRequest({ document, compile }: OpenApi, operation: Operation, exchange: ObservedExchange): readonly string[] {
  const parameters = ((operation.node['parameters'] ?? []) as readonly unknown[]).map(document.resolve)
  const query = new URLSearchParams(exchange.query)
  const described = new Set(parameters.filter((parameter) => parameter['in'] === 'query').map((parameter) => String(parameter['name'])))
  const found = [...query.keys()].filter((name) => !described.has(name)).map((name) => `its query has ${name}`)
  for (const parameter of parameters) {
    const name = String(parameter['name'])
    const value = parameter['in'] === 'query' ? query.get(name) : parameter['in'] === 'path' ? operation.params[name.replaceAll('-', '_')] : undefined
    if (value === undefined || value === null) {
      if (parameter['in'] === 'query' && parameter['required'] === true) found.push(`its query lacks ${name}`)
      continue
    }
    const schema = document.resolve(parameter['schema'])
    const typed = schema['type'] === 'integer' && /^-?[0-9]+$/.test(value) ? Number(value) : value
    found.push(...validate(compile(`${operation.path} ${exchange.method} ${name}`, schema), typed, `its ${name}`))
  }
  const schema = member(member(member(document.resolve(operation.node['requestBody'] ?? {}), 'content'), 'application/json'), 'schema')
  if (exchange.requestBody === undefined || Object.keys(schema).length === 0) return found
  return [...found, ...validate(compile(`${operation.path} ${exchange.method} body`, schema), exchange.requestBody, 'its body')]
}

function checkResponse({ document, compile }: OpenApi, operation: Operation, exchange: ObservedExchange): readonly string[] {
  const { status, responseBody: body, method } = exchange
  const responses = member(operation.node, 'responses')
  const response = responses[String(status)]
  if (response === undefined && status < 400) return ['is not described']
  const schema = member(member(member(document.resolve(response ?? {}), 'content'), 'application/json'), 'schema')
  if (Object.keys(schema).length > 0) return validate(compile(`${operation.path} ${method} ${status}`, schema), body, 'its body')
  if (status < 400) return body === undefined ? [] : ['has a body, and none is described']
  const general = typeof body === 'object' && body !== null && 'errors' in body ? 'validation-error' : 'basic-error'
  return validate(compile(general, document.component(general)), body, 'its body')
}

function validate(check: ValidateFunction, value: unknown, what: string): readonly string[] {
  if (check(value)) return []
  return (check.errors ?? []).map((error) => {
    const extra = error.keyword === 'additionalProperties' ? ` "${error.params['additionalProperty']}"` : ''
    return `${what}${error.instancePath} ${error.message}${extra}`
  })
}

// Where the description falls behind the service, each with its evidence.
const amendments: Readonly<Record<string, (schema: Node) => Node>> = {
  // "This may leave an empty asset with a state of `starter`" ("Upload a release asset"): the enum has only uploaded and open.
  'Release Asset': (schema) => withProperty(schema, 'state', { type: 'string', enum: ['uploaded', 'open', 'starter'] }),
  // Answers carry `status`, and those of the upload host `request_id` (jutzig/github-release-plugin#55, octokit/octokit.js#721).
  'Validation Error': (schema) => withProperty(withProperty(schema, 'status', { type: 'string' }), 'request_id', { type: 'string' }),
  'Basic Error': (schema) => withProperty(schema, 'request_id', { type: 'string' }),
}

function withProperty(schema: Node, name: string, property: Node): Node {
  return { ...schema, properties: { ...member(schema, 'properties'), [name]: property } }
}

/**
 * OpenAPI 3.0 as JSON Schema: references are followed, `nullable` becomes a type, and an object with listed members allows no
 * others, so that a misspelt or made-up member is found (not within `allOf`, whose parts share their members).
 */
function closeSchema(document: OpenApiDocument, node: unknown, alone = true): Node {
  const resolved = document.resolve(node)
  const { nullable, example, examples, ...schema } = (amendments[String(resolved['title'])] ?? ((same: Node) => same))(resolved)
  const closed: Record<string, unknown> = { ...schema }
  if (schema['properties'] !== undefined) {
    const properties = Object.entries(member(schema, 'properties')).map(([name, property]) => [name, closeSchema(document, property)])
    closed['properties'] = Object.fromEntries(properties)
    if (alone) closed['additionalProperties'] ??= false
  }
  if (schema['items'] !== undefined) closed['items'] = closeSchema(document, schema['items'])
  for (const key of ['oneOf', 'anyOf', 'allOf']) {
    if (Array.isArray(schema[key])) closed[key] = schema[key].map((one: unknown) => closeSchema(document, one, key !== 'allOf'))
  }
  return nullable === true ? { anyOf: [{ type: 'null' }, closed] } : closed
}

function problem(code: string, message: string): Problem {
  return { code, message, cure: "Compare the emulator with the operation's page on docs.github.com/rest" }
}
