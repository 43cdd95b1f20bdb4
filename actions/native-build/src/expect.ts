import { err, ok, type Problem, type Result } from '@slipway/kernel'
import type { FileFacts } from './inspect.ts'

/** What can be asked for of native files, each with the form of its value. */
const forms = {
  architectures: { form: /^[a-z0-9]+(\s+[a-z0-9]+)*$/, say: 'architectures such as amd64 arm64' },
  'minimum-os': { form: /^[0-9]+(\.[0-9]+){0,2}$/, say: 'a version of the system, such as 12.0' },
  glibc: { form: /^[0-9]+(\.[0-9]+){1,2}$/, say: 'a version of the GNU C library, such as 2.28' },
  linking: { form: /^(static|dynamic)$/, say: 'static or dynamic' },
  needed: { form: /^\S.*$/, say: 'names of libraries, where * stands for any letters, or none' },
  soname: { form: /^\S+$/, say: 'the name that the library gives itself, such as libkrun.so.1' },
  'run-path': { form: /^\S.*$/, say: 'paths such as $ORIGIN, or none' },
  'allow-path': { form: /^\/\S*$/, say: 'an absolute folder that the target has' },
  go: { form: /^[A-Za-z._-][A-Za-z0-9._-]*=/, say: "one of Go's build settings, such as CGO_ENABLED=0" },
  stamp: { form: /^(none|found|module|run(\s+\S.*)?)$/, say: 'found, module, none, or run and arguments, such as run --version' },
  entitlements: { form: /^\S.*$/, say: 'a property list of the workspace, or none' },
  signed: { form: /^(no|yes|ad-hoc|identity)$/, say: 'no, yes, ad-hoc or identity' },
} as const

export type ExpectKey = keyof typeof forms

/** One line of `expect`. Without a pattern it is for every native file that can have what it asks for. */
export type Expectation = { readonly pattern: string | undefined; readonly key: ExpectKey; readonly value: string; readonly line: string }

const keys = Object.keys(forms) as ExpectKey[]

/** `key: value`, or `pattern key: value`. */
export function parseExpectation(line: string): Result<Expectation> {
  const [, pattern, word = '', value = ''] = /^(?:(\S.*?)\s+)?([a-z-]+):\s*(.*)$/.exec(line) ?? []
  const key = keys.find((known) => known === word)
  if (key === undefined)
    return refused(word === '' ? `"${line}" asks for nothing` : `"${word}" cannot be asked for`, `Write one of ${keys.join(', ')}, a colon and a value`)
  const { form, say } = forms[key]
  if (!form.test(value)) return refused(`"${value}" does not fit ${key}`, `Write ${say}`)
  return ok({ pattern, key, value, line })
}

function refused(message: string, cure: string): { ok: false; error: readonly Problem[] } {
  return err([{ code: 'E_NATIVE_EXPECT', message, cure, at: { input: 'expect' } }])
}

/** The words of a list; `none` is the empty one. */
export function wordsOf(value: string): readonly string[] {
  return value === 'none' ? [] : value.split(/\s+/)
}

/** Whether a name fits a word in which `*` stands for any letters. */
export function fitsWord(word: string, name: string): boolean {
  const parts = word.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(name)
}

/** Compares versions number by number; a missing number is 0. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split('.').map(Number))
  for (let index = 0; index < Math.max(a?.length ?? 0, b?.length ?? 0); index += 1) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Without a pattern: programs and libraries, or only those of them for which it makes sense. */
const purposes: Readonly<Partial<Record<ExpectKey, 'executable' | 'library'>>> = { soname: 'library', stamp: 'executable', go: 'executable' }

/** Whether an expectation is for a native file. */
export function concerns(one: Expectation, file: Pick<FileFacts, 'path' | 'native'>, concerned: ReadonlyMap<Expectation, ReadonlySet<string>>): boolean {
  if (file.native === undefined) return false
  if (one.pattern !== undefined) return concerned.get(one)?.has(file.path) === true
  const { purpose } = file.native.image
  return purpose === (purposes[one.key] ?? purpose) && (purpose === 'executable' || purpose === 'library')
}
