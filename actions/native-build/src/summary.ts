import { describePlatforms } from '@slipway/binary'
import { renderCode, renderSize, renderTable } from '@slipway/report'
import type { FileRecord } from './facts.ts'
import type { FileFacts } from './inspect.ts'
import { signingOf } from './judge-signature.ts'
import type { Plan } from './plan.ts'

/** What came out, as a table; a file that a problem begins with has a cross. */
export function renderSummary({ platform, wanted }: Pick<Plan, 'platform' | 'wanted'>, files: readonly FileFacts[], problems: readonly string[]): string {
  const title = `### ${problems.length === 0 ? '✅' : '❌'} native-build: ${platform}`
  if (wanted.length === 0) return `${title}\n\nWhat was run ended well; no files were asked for.`
  const rows = files.map((file) => {
    const { native } = file
    const what = native === undefined ? file.sniffed.architectures.join(' ') : describePlatforms(native.file)
    const wrong = problems.some((message) => message.startsWith(`${file.path} `))
    const needs = native?.image.needed.join(', ') ?? ''
    return [wrong ? '❌' : '✅', renderCode(file.path), file.sniffed.kind, what, native?.image.linking ?? '', needs, signed(file), renderSize(file.size)]
  })
  return `${title}\n\n${renderTable(['', 'file', 'kind', 'for', 'linking', 'needs', 'signed', 'size'], rows)}`
}

/** Linux programs have no signature, so nothing is said of them. */
function signed({ native }: FileFacts): string {
  return native === undefined || native.file.format === 'elf' ? '' : signingOf(native)
}

export function renderArchive({ path, size, sha256 }: FileRecord): string {
  return `${renderCode(path)}: ${renderSize(size)}, ${renderCode(`sha256:${sha256}`)}`
}
