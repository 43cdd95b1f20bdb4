/** Permissions of a job's token: what it asks for, what it gets, and what its callers allow. */
import type { Access, Json, Permissions } from './leg.ts'
import { isObject } from './values.ts'

/** GitHub's schema for `permissions` (workflow-v1.0.json, "permissions-mapping"). */
export const scopes = [
  'actions',
  'artifact-metadata',
  'attestations',
  'checks',
  'code-quality',
  'contents',
  'copilot-requests',
  'deployments',
  'discussions',
  'drives',
  'id-token',
  'issues',
  'models',
  'packages',
  'pages',
  'pull-requests',
  'repository-projects',
  'security-events',
  'statuses',
  'vulnerability-alerts',
] as const

const readOnly = new Set(['models', 'vulnerability-alerts'])
const levels: Readonly<Record<Access, number>> = { none: 0, read: 1, write: 2 }

/**
 * The token's permissions where no `permissions:` says anything. GitHub has two defaults, chosen in the repository's settings:
 * `restricted` reads contents and packages, `permissive` writes everything but the identity token.
 */
export const permissionDefaults: Readonly<Record<'restricted' | 'permissive', Permissions>> = {
  restricted: { contents: 'read', packages: 'read' },
  permissive: allOf('write', new Set(['id-token'])),
}

function allOf(access: Access, without: ReadonlySet<string> = new Set()): Permissions {
  const entries = scopes.filter((scope) => !without.has(scope)).map((scope): [string, Access] => [scope, limit(scope, access)])
  return Object.fromEntries(entries)
}

function limit(scope: string, access: Access): Access {
  return access === 'write' && readOnly.has(scope) ? 'read' : access
}

/** Reads a `permissions:` value that the schema has accepted; undefined when there is none. Scopes that are not named are `none`. */
export function readPermissions(value: Json | undefined): Permissions | undefined {
  if (value === 'read-all') return allOf('read')
  if (value === 'write-all') return allOf('write')
  if (value === undefined || !isObject(value)) return undefined
  const entries = Object.entries(value).filter(([, access]) => access === 'read' || access === 'write')
  return Object.fromEntries(entries.map(([scope, access]): [string, Access] => [scope, limit(scope, access as Access)]))
}

/**
 * What is left of a job's permissions in the pull request of a fork (docs "GITHUB_TOKEN reference", How permissions are calculated, and the
 * table's column "Maximum access for pull requests from public forked repositories"): no write access, and no identity token. What the file
 * says is still checked as it stands, so a call that asks for more than its caller grants fails there too.
 */
export function limitForFork(permissions: Permissions): Permissions {
  const entries = Object.entries(permissions).filter(([scope]) => scope !== 'id-token')
  return Object.fromEntries(entries.map(([scope, access]): [string, Access] => [scope, access === 'write' ? 'read' : access]))
}

export type Violation = { readonly scope: string; readonly requested: Access; readonly allowed: Access }

/** The scopes in which `requested` goes beyond `allowed`. */
export function planViolations(requested: Permissions, allowed: Permissions): Violation[] {
  return Object.entries(requested).flatMap(([scope, access]) => {
    const most = allowed[scope] ?? 'none'
    return levels[access] > levels[most] ? [{ scope, requested: access, allowed: most }] : []
  })
}

/** GitHub's two lists of a refusal: `contents: write, packages: write` and `contents: read, packages: none`. */
export function renderViolations(violations: readonly Violation[]): { readonly requested: string; readonly allowed: string } {
  return {
    requested: violations.map(({ scope, requested }) => `${scope}: ${requested}`).join(', '),
    allowed: violations.map(({ scope, allowed }) => `${scope}: ${allowed}`).join(', '),
  }
}
