import { beforeAll, describe, expect, test } from '@jest/globals'
import { checkAgainstOpenApi, type ObservedExchange, type OpenApi, readOpenApi, startGitHub } from './index.ts'

let openApi: OpenApi
const good: ObservedExchange[] = []

beforeAll(async () => {
  openApi = await readOpenApi()
  await using github = await startGitHub({ repositories: [{ owner: 'acme', name: 'vm' }], observe: (one) => good.push(one) })
  const authorization = `Bearer ${github.issueToken({ permissions: { contents: 'write' }, repository: 'acme/vm' })}`
  const releases = `${github.url}/repos/acme/vm/releases`
  const post = (body: object) => fetch(releases, { method: 'POST', headers: { authorization }, body: JSON.stringify(body) })
  const { upload_url } = (await (await post({ tag_name: 'v1.0.0', draft: true })).json()) as { readonly upload_url: string }
  const headers = { authorization, 'content-type': 'text/plain' }
  await fetch(upload_url.replace('{?name,label}', '?name=a'), { method: 'POST', headers, body: 'bytes' })
  await fetch(`${releases}?per_page=5`, { headers: { authorization } })
  await post({ tag_name: 'v 1' })
  await fetch(`${releases}/tags/v1.0.0`, { headers: { authorization } })
})

const of = (index: number): ObservedExchange => good[index] as ObservedExchange
const problems = (one: ObservedExchange) => checkAgainstOpenApi(openApi, one).map(({ code, message }) => `${code} ${message}`)
const changed = (index: number, change: object): ObservedExchange => ({ ...of(index), responseBody: { ...(of(index).responseBody as object), ...change } })

test('what the emulator does is fine, refusals included', () => {
  expect(good.map((one) => one.status)).toEqual([201, 201, 200, 422, 404])
  expect(good.flatMap(problems)).toEqual([])
})

describe('the check goes red', () => {
  const reds: readonly [name: string, exchange: () => ObservedExchange, expected: string][] = [
    ['on an unknown operation', () => ({ ...of(0), path: '/repos/acme/vm/relaeses' }), 'E_LAB_OPENAPI_OPERATION'],
    ['on a member that GitHub does not send', () => changed(0, { colour: 'red' }), 'must NOT have additional properties "colour"'],
    ['on a member that is missing', () => changed(0, { id: undefined }), "must have required property 'id'"],
    ['on null where none is allowed', () => changed(0, { tag_name: null }), 'its body/tag_name must be string'],
    ['on a time that is none', () => changed(0, { created_at: 'yesterday' }), 'its body/created_at must match format "date-time"'],
    ['on an asset state that GitHub has not', () => changed(1, { state: 'broken' }), 'its body/state must be equal to one of the allowed values'],
    ['within a list', () => ({ ...of(2), responseBody: [{ ...(of(0).responseBody as object), draft: 'no' }] }), 'its body/0/draft must be boolean'],
    ['on a success that is not described', () => ({ ...of(0), status: 202 }), 'the answer 202 is not described'],
    [
      'on a body that is not described',
      () => ({ ...of(0), method: 'DELETE', path: '/repos/acme/vm/releases/1', status: 204 }),
      'has a body, and none is described',
    ],
    ['on an error without a code', () => changed(3, { errors: [{ field: 'x' }] }), "must have required property 'code'"],
    ['on an error of another shape', () => changed(4, { error: 'no' }), 'must NOT have additional properties "error"'],
    [
      'on an accepted request without what is required',
      () => ({ ...of(0), requestBody: {} }),
      "E_LAB_OPENAPI_REQUEST POST /repos/acme/vm/releases: the request was accepted although its body must have required property 'tag_name'",
    ],
    ['on an accepted member that GitHub does not know', () => ({ ...of(0), requestBody: { tag_name: 'v1', tag: 'v1' } }), 'additional properties "tag"'],
    ['on an accepted query that GitHub does not know', () => ({ ...of(2), query: '?perpage=5' }), 'its query has perpage'],
    ['on an accepted query of another type', () => ({ ...of(2), query: '?page=two' }), 'its page must be integer'],
    ['on an upload without a name', () => ({ ...of(1), query: '' }), 'its query lacks name'],
  ]
  test.each(reds)('%s', (_, exchange, expected) => {
    expect(problems(exchange()).join('\n')).toContain(expected)
  })

  test('but a wrong request that was refused is fine', () => {
    expect(problems({ ...of(3), requestBody: {} })).toEqual([])
  })
})
