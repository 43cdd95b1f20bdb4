import { type Digest, type Problem, Refusal, refuse } from '@slipway/kernel'
import type { Artifact, Ports } from './ports.ts'

/** What lies beside the files of an artifact and says what they are: written by the job that proved them, checked by every job that takes them. */
export const recordName = 'native-build.json'

type HandoverPorts = Pick<Ports, 'artifacts' | 'files' | 'log'>

export type Wanted = {
  readonly name: string
  /** Where its files go. */
  readonly folder: string
}

/**
 * Downloads artifacts of this run by name, and holds their files against the record that came with them.
 * Refuses (E_HOST_NO_ARTIFACT, E_HOST_HANDOVER) with the input's name; every missing artifact is named at once.
 */
export async function fetchArtifacts(wanted: readonly Wanted[], input: string, ports: HandoverPorts): Promise<void> {
  if (wanted.length === 0) return
  const there = await ports.artifacts.list()
  const found = wanted.map((want) => ({ ...want, artifact: there.find(({ name }) => name === want.name) }))
  const missing = found.filter(({ artifact }) => artifact === undefined).map(({ name }) => missingArtifact(name, there, input))
  if (missing.length > 0) throw new Refusal(missing)
  for (const { artifact, folder } of found) if (artifact !== undefined) await takeArtifact(artifact, folder, input, ports)
}

/** Says which artifact is not there, and which are. */
export function missingArtifact(name: string, there: readonly Artifact[], input: string): Problem {
  const known = there.length === 0 ? 'the run has none yet' : `the run has ${there.map((artifact) => artifact.name).join(', ')}`
  return { code: 'E_HOST_NO_ARTIFACT', message: `there is no artifact ${name}: ${known}`, cure: 'Let this job need the job that uploads it', at: { input } }
}

/** Downloads one artifact that `list` told of, and holds its files against its record. */
export async function takeArtifact(artifact: Artifact, folder: string, input: string, ports: HandoverPorts): Promise<void> {
  await ports.artifacts.download(artifact, ports.files.resolve(folder))
  const record = `${folder}/${recordName}`
  if ((await ports.files.info(record)) === undefined) return
  const promised = parseRecord(await ports.files.readText(record))
  const cure = 'Run the job that made the artifact again'
  if (promised === undefined) throw refuse({ code: 'E_HOST_HANDOVER', message: `${record} is damaged`, cure, at: { input } })
  const wrong: Problem[] = []
  for (const [path, digest] of promised) {
    const file = `${folder}/${path}`
    const found = (await ports.files.info(file)) === undefined ? undefined : (await ports.files.digest(file)).digest
    if (found === digest) continue
    const message = `${path} of the artifact ${artifact.name} is ${found === undefined ? 'missing' : 'not what was proven'}`
    wrong.push({ code: 'E_HOST_HANDOVER', message, cure, at: { input } })
  }
  if (wrong.length > 0) throw new Refusal(wrong)
  ports.log.info(`${artifact.name}: ${promised.size} files, as they were proven`)
}

/** The digests that a record promises, by path; undefined when the text is no record. */
function parseRecord(text: string): ReadonlyMap<string, Digest> | undefined {
  try {
    const { files } = JSON.parse(text) as { files: readonly { path: string; sha256: string }[] }
    return new Map(files.map(({ path, sha256 }) => [path, `sha256:${sha256}` as Digest]))
  } catch {
    return undefined
  }
}
