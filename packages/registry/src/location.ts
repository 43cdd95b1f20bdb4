import { err, ok, type Problem, type Result } from '@slipway/kernel'
import { isLoopbackRegistry, type Repository, renderRepository } from '@slipway/oci'
import { parse } from 'smol-toml'
import { isGithubRegistry } from './token-guard.ts'

/** One `[[registry]]` table of containers-registries.conf(5). */
export type RegistryRule = {
  /** `host[:port][/namespace…]`, or `*.example.com`. */
  readonly prefix: string
  /** Takes the place of the prefix; empty for a wildcard that only sets flags. */
  readonly location: string
  readonly insecure: boolean
  readonly blocked: boolean
  /** How many mirrors it names. They are not used: a digest that a mirror serves late would be a wrong "not found". */
  readonly mirrors: number
}

/** Where a repository really lives. */
export type Location = {
  /** Host, with a port where one is written. */
  readonly host: string
  readonly name: string
  /** Plain HTTP may be used. */
  readonly insecure: boolean
  /** The name, before it was mapped, is of GitHub's registry: only there its tokens may go. */
  readonly github: boolean
}

/**
 * Reads version 2 of containers-registries.conf(5). Only the `[[registry]]` tables matter here; short names are never guessed, so
 * `unqualified-search-registries` has no meaning.
 */
export function parseRegistriesConf(text: string, file = 'registries.conf'): Result<readonly RegistryRule[]> {
  let document: Readonly<Record<string, unknown>>
  try {
    document = parse(text)
  } catch (cause) {
    return { ok: false, error: [bad(file, `is no TOML: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)}`)] }
  }
  if (document['registries'] !== undefined) return { ok: false, error: [bad(file, 'is written in the old version 1, with [registries.…] tables')] }
  const tables = document['registry'] ?? []
  if (!Array.isArray(tables)) return { ok: false, error: [bad(file, 'has a "registry" that is no list of [[registry]] tables')] }
  const parsed = tables.map((table: Readonly<Record<string, unknown>>, position) => parseRule(table, file, position + 1))
  const problems = parsed.flatMap((result) => (result.ok ? [] : [result.error]))
  return problems.length > 0 ? { ok: false, error: problems } : ok(parsed.flatMap((result) => (result.ok ? [result.value] : [])))
}

function parseRule(table: Readonly<Record<string, unknown>>, file: string, position: number): Result<RegistryRule, Problem> {
  const text = (name: string): string => String(table[name] ?? '').replace(/\/+$/, '')
  const location = text('location')
  const prefix = text('prefix') === '' ? location : text('prefix')
  if (prefix === '') return err(bad(file, `has a [[registry]] (number ${position}) without prefix and location`))
  if (location === '' && !prefix.startsWith('*.')) return err(bad(file, `has a [[registry]] for ${prefix} without a location`))
  const mirror = table['mirror']
  const mirrors = Array.isArray(mirror) ? mirror.length : 0
  return ok({ prefix, location, insecure: table['insecure'] === true, blocked: table['blocked'] === true, mirrors })
}

function bad(file: string, what: string): Problem {
  const cure = 'Write [[registry]] tables with prefix and location, as containers-registries.conf(5) shows'
  return { code: 'E_REGISTRY_CONF', message: `${file} ${what}`, cure, at: { file } }
}

/**
 * Finds where a repository lives: the rule with the longest prefix decides (containers-registries.conf(5), "Remapping and mirroring").
 * The manual remaps pulls only. Here it also remaps pushes, because what was pushed has to be found again under the same name;
 * skopeo is therefore always given the resolved address.
 * @param serverUrl GITHUB_SERVER_URL, which names an own GitHub's registry
 */
export function locate(rules: readonly RegistryRule[], repository: Repository, serverUrl?: string): Result<Location, Problem> {
  const full = renderRepository(repository)
  const github = isGithubRegistry(repository, serverUrl)
  const fitting = rules.map((rule) => ({ rule, length: matchLength(full, rule.prefix) })).filter(({ length }) => length > 0)
  const best = fitting.sort((one, other) => other.rule.prefix.length - one.rule.prefix.length)[0]
  if (best === undefined) return ok({ host: repository.registry, name: repository.name, insecure: isLoopbackRegistry(repository.registry), github })
  if (best.rule.blocked) {
    return err({ code: 'E_REGISTRY_BLOCKED', message: `${full} is blocked by the rule for ${best.rule.prefix}`, cure: 'Change the registries.conf' })
  }
  const moved = best.rule.location === '' ? full : best.rule.location + full.slice(best.length)
  const slash = moved.indexOf('/')
  if (slash === -1)
    return err({ code: 'E_REGISTRY_CONF', message: `the location of ${full} names no repository`, cure: 'Write a prefix that ends before the name' })
  const host = moved.slice(0, slash)
  return ok({ host, name: moved.slice(slash + 1), insecure: best.rule.insecure || isLoopbackRegistry(host), github })
}

/** How many characters of the name the prefix covers; it has to end where a component ends. */
function matchLength(full: string, prefix: string): number {
  if (prefix.startsWith('*.')) {
    const host = full.slice(0, full.indexOf('/'))
    return host.replace(/:[0-9]+$/, '').endsWith(prefix.slice(1)) ? host.length : 0
  }
  return full === prefix || full.startsWith(`${prefix}/`) ? prefix.length : 0
}
