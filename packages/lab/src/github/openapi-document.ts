import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** JSON of the description; what it means is read where it is used. */
export type Node = { readonly [key: string]: unknown }

export type Operation = {
  /** The template, such as `/repos/{owner}/{repo}/releases`. */
  readonly path: string
  readonly node: Node
  /** The decoded path parameters of the request that was looked for. */
  readonly params: Readonly<Record<string, string>>
}

export type OpenApiDocument = {
  readonly find: (method: string, path: string) => Operation | undefined
  /** Follows `$ref`. */
  readonly resolve: (node: unknown) => Node
  /** A component's schema by name, `release-asset` for one. */
  readonly component: (name: string) => Node
}

/** GitHub's description of api.github.com, as @octokit/openapi publishes it. 13 MB: read once and keep it. */
export async function readDocument(): Promise<OpenApiDocument> {
  const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json')
  const root = JSON.parse(await readFile(file, 'utf8')) as Node
  const paths = Object.entries(member(root, 'paths')).map(([path, node]) => ({ path, node: node as Node, pattern: pathPattern(path) }))
  const resolve = (node: unknown): Node => {
    const reference = (node as Node)['$ref']
    if (typeof reference !== 'string') return node as Node
    return resolve(
      reference
        .split('/')
        .slice(1)
        .reduce((at, key) => member(at, key), root),
    )
  }
  return {
    resolve,
    component: (name) => member(member(member(root, 'components'), 'schemas'), name),
    find: (method, path) => {
      const matches = paths.flatMap(({ path: template, node, pattern }) => {
        const operation = node[method.toLowerCase()]
        const groups = operation === undefined ? undefined : pattern.exec(path)?.groups
        return groups === undefined ? [] : [{ path: template, node: operation as Node, params: decodeAll(groups) }]
      })
      // `/releases/latest` also fits `/releases/{release_id}`: the template with the fewest parameters is meant.
      return matches.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length || b.path.length - a.path.length)[0]
    },
  }
}

export function member(node: Node, key: string): Node {
  return (node[key] ?? {}) as Node
}

function pathPattern(template: string): RegExp {
  const source = template.replaceAll(/[.+]/g, '\\$&').replaceAll(/\{([\w-]+)\}/g, (_, name: string) => {
    const group = name.replaceAll('-', '_')
    return ['ref', 'tag', 'path'].includes(name) ? `(?<${group}>.+)` : `(?<${group}>[^/]+)`
  })
  return new RegExp(`^${source}$`)
}

function decodeAll(groups: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
}
