import { type Artifact, type Ports, recordName } from '@slipway/host'
import type { BuildFacts } from './facts.ts'
import type { FileFacts } from './inspect.ts'

/** Uploads copies, so that the facts lie beside the files and nothing is added to the workspace. */
export async function uploadArtifact(name: string, files: readonly FileFacts[], facts: BuildFacts, ports: Ports): Promise<Artifact> {
  const root = await ports.files.makeTemporary('artifact')
  try {
    for (const { path } of files) await ports.files.copy(path, `${root}/${path}`)
    await ports.files.write(`${root}/${recordName}`, `${JSON.stringify(facts, undefined, 2)}\n`)
    return await ports.artifacts.upload(name, [...files.map(({ path }) => `${root}/${path}`), `${root}/${recordName}`], root)
  } finally {
    await ports.files.remove(root)
  }
}
