import { createHash } from 'node:crypto'
import type { Checksum, PresentFile } from '@slipway/checksums'
import type { Ports } from '@slipway/host'
import { type Digest, Refusal, unwrap } from '@slipway/kernel'
import { type ProvenSet, planChecksums, verifyChecksums } from './plan.ts'

/** Writes the checksum files of a set, reads each back and compares. In the order of their upload: the one that lists every file is last. */
export async function writeChecksums(
  set: ProvenSet,
  names: { readonly checksumsFile: string; readonly sha512File: string | undefined },
  ports: Ports,
): Promise<readonly PresentFile[]> {
  const sha512 = names.sha512File === undefined ? [] : await hashFiles(set.files, ports)
  const folder = await ports.files.makeTemporary('checksums')
  const written: PresentFile[] = []
  for (const file of unwrap(planChecksums(set, names, sha512))) {
    const path = `${folder}/${file.name}`
    await ports.files.write(path, file.text)
    const found = verifyChecksums(await ports.files.readText(path), path, file)
    if (found.length > 0) throw new Refusal(found)
    written.push({ name: file.name, path, ...(await ports.files.digest(path)) })
    if (file.name === names.checksumsFile) for (const line of file.text.trimEnd().split('\n')) ports.log.info(line)
  }
  return written
}

async function hashFiles(files: readonly PresentFile[], ports: Ports): Promise<readonly Checksum[]> {
  const list: Checksum[] = []
  for (const { name, path } of files) {
    const hash = createHash('sha512')
    for await (const chunk of ports.files.stream(path)) hash.update(chunk)
    list.push({ name, digest: `sha512:${hash.digest('hex')}` as Digest })
  }
  return list
}
