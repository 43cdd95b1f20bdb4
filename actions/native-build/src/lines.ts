import { type DueKind, dueKinds } from '@slipway/binary'
import { err, ok, type Problem, type Result } from '@slipway/kernel'

/** A pattern of files that have to come out, and what they have to be. */
export type Wanted = { readonly pattern: string; readonly due: DueKind | undefined }

export type Fetch = { readonly name: string; readonly folder: string }

/** A file of the builder image, and where it goes. A target that ends with `/` is a folder, in which a library is named by its SONAME. */
export type Extract = { readonly path: string; readonly target: string }

/** Files that are signed, and the property list with their entitlements. */
export type Signed = { readonly pattern: string; readonly entitlements: string | undefined }

/** `pattern`, or `pattern: kind`. */
export function parseWanted(line: string): Result<Wanted> {
  const [, pattern = line, kind] = /^(.*?):\s+([A-Za-z0-9-]+)$/.exec(line) ?? []
  const due = kind === undefined ? undefined : dueKinds.find((known) => known === kind)
  if (kind === undefined || due !== undefined) return ok({ pattern: pattern.trim(), due })
  return refused('files', 'E_NATIVE_KIND', `"${kind}" is no kind of file`, `Use one of ${dueKinds.join(', ')}`)
}

/** `name folder`. */
export function parseFetch(line: string, fill: (text: string) => string): Result<Fetch> {
  const [name, folder, ...rest] = line.split(/\s+/)
  if (name !== undefined && folder !== undefined && rest.length === 0) return ok({ name: fill(name), folder: fill(folder) })
  return refused('fetch', 'E_NATIVE_FETCH', `"${line}" is not the name of an artifact and a folder`, 'Write native-linux-amd64 guest')
}

/** `/path/in/image -> target`. */
export function parseExtract(line: string): Result<Extract> {
  const [path = '', target = '', ...rest] = line.split(/\s+->\s+/)
  const bad = (message: string, cure: string): Result<Extract> => refused('extract', 'E_NATIVE_EXTRACT', message, cure)
  if (target === '' || rest.length > 0) return bad(`"${line}" does not say what goes where`, 'Write /path/in/image -> folder/, or /path/in/image -> name')
  if (!path.startsWith('/') || path.endsWith('/'))
    return bad(`"${path}" is no absolute path of a file`, 'Write where the image has the file, such as /opt/lib/libkrun.so.1')
  if (/[*?[\]]/.test(path)) return bad(`"${path}" is a pattern`, 'Name each file')
  if (target.startsWith('/') || target.split('/').includes('..')) return bad(`"${target}" is no place in the workspace`, 'Write a relative path')
  return ok({ path, target })
}

/** `path`, or `path: entitlements.plist`. */
export function parseSigned(line: string): Signed {
  const [, pattern = line, entitlements] = /^(.*?):\s+(\S.*)$/.exec(line) ?? []
  return { pattern: pattern.trim(), entitlements }
}

function refused(input: string, code: string, message: string, cure: string): { ok: false; error: readonly Problem[] } {
  return err([{ code, message, cure, at: { input } }])
}
