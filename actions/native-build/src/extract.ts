import { readNative } from '@slipway/binary'
import type { Ports } from '@slipway/host'
import { type Problem, Refusal } from '@slipway/kernel'
import type { Container } from './container.ts'
import type { Extract } from './lines.ts'

const at = { input: 'extract' }

/** A file that was taken out of the image, and what it is called now. */
export type Extracted = { readonly path: string; readonly target: string; readonly soname: string | undefined }

/**
 * Takes files out of the platform's image, without running anything of it. In a folder a library is called by its SONAME, which is read
 * from the file, because that is what programs look for; a name that was given has to be that name.
 */
export async function extractFiles(wanted: readonly Extract[], container: Container, ports: Ports): Promise<readonly Extracted[]> {
  if (wanted.length === 0) return []
  const folder = await ports.files.makeTemporary('extract')
  try {
    const results = []
    for (const [index, one] of wanted.entries()) results.push(await extractOne(one, `${folder}/${index}`, container, ports))
    const found = results.flatMap((result) => ('code' in result ? [result] : []))
    const extracted = results.flatMap((result) => ('code' in result ? [] : [result]))
    found.push(...twice(extracted))
    if (found.length > 0) throw new Refusal(found)
    return extracted
  } finally {
    await ports.files.remove(folder)
  }
}

async function extractOne({ path, target }: Extract, folder: string, container: Container, ports: Ports): Promise<Extracted | Problem> {
  await ports.files.makeFolder(folder)
  await container.extract([path], folder)
  const own = lastPart(path)
  const file = `${folder}/${own}`
  const info = await ports.files.info(file)
  if (info?.kind !== 'file') return problem(`${path} is no file in the image`, 'Name a file, or the link to one')
  if (info.size === 0) return problem(`${path} is empty in the image`, 'See how the image makes it')
  const soname = readSoname(file, ports)
  const named = target.endsWith('/') ? `${target}${soname ?? own}` : target
  if (soname !== undefined && lastPart(named) !== soname)
    return problem(
      `${path} gives itself the name ${soname}, and nobody would find it as ${lastPart(named)}`,
      `Write ${path} -> ${named.slice(0, named.lastIndexOf('/') + 1)}${soname}`,
    )
  await ports.files.copy(file, named)
  ports.log.info(`extracted: ${named}, from ${path}${soname === undefined ? '' : ` (SONAME ${soname})`}`)
  return { path, target: named, soname }
}

/** A path in a SONAME is none of a file that lies beside others. */
function readSoname(file: string, ports: Ports): string | undefined {
  const reader = ports.files.open(file)
  try {
    const native = readNative(reader)
    const soname = native.ok ? native.value.images[0]?.soname : undefined
    return soname === undefined || native.ok === false || native.value.format !== 'elf' ? undefined : lastPart(soname)
  } finally {
    reader.close()
  }
}

function twice(extracted: readonly Extracted[]): readonly Problem[] {
  return extracted
    .filter(({ target }, index) => extracted.findIndex((other) => other.target === target) < index)
    .map(({ target, path }) => problem(`${path} would take the place of another file, ${target}`, 'Give it a name or a folder of its own'))
}

function problem(message: string, cure: string): Problem {
  return { code: 'E_NATIVE_EXTRACT', message, cure, at }
}

function lastPart(path: string): string {
  return path.split('/').at(-1) ?? path
}
