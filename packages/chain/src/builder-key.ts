import { createHash } from 'node:crypto'
import type { Platform, Tag } from '@slipway/kernel'

/** One file of the build context. `content` is the sha256 digest of a file's bytes, or a link's target. */
export type ContextEntry = { readonly path: string; readonly kind: 'file' | 'link'; readonly executable: boolean; readonly content: string }

export type BuilderInputs = {
  readonly context: readonly ContextEntry[]
  readonly buildArguments: Readonly<Record<string, string>>
  readonly platforms: readonly Platform[]
  /** The Containerfile's path in the context. */
  readonly containerfile: string
}

/** Changes whenever the same inputs would have to give another key. */
const format = 'slipway-builder-key/1'

/**
 * The key of a builder image: a hash of everything that decides what the build makes, and of nothing else.
 * Order of files, owners, times, the machine, proxies and secrets never enter it. Modes count as git keeps them: executable or not.
 * @returns a tag of 40 hexadecimal digits: the key is the image's content tag in the registry
 */
export function builderKey(inputs: BuilderInputs): Tag {
  return createHash('sha256').update(renderBuilderInputs(inputs)).digest('hex').slice(0, 40) as Tag
}

/** The canonical text that is hashed: a line an input, sorted bytewise, every part quoted as JSON so that no name can imitate another line. */
export function renderBuilderInputs(inputs: BuilderInputs): string {
  const files = inputs.context.map((entry) => line('file', entry.path, entry.kind, entry.executable ? 'x' : '-', entry.content))
  const args = Object.entries(inputs.buildArguments).map(([name, value]) => line('arg', name, value))
  const platforms = [...new Set(inputs.platforms)].map((platform) => line('platform', platform))
  const lines = [...files, ...args, ...platforms, line('containerfile', inputs.containerfile)]
  return [format, ...lines.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))].join('\n')
}

function line(...parts: readonly string[]): string {
  return JSON.stringify(parts)
}
