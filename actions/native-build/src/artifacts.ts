import type { Artifact, Ports } from '@slipway/host'
import { Refusal, refuse } from '@slipway/kernel'
import { type BuildFacts, factsFile, parsePromises } from './facts.ts'
import type { FileFacts } from './inspect.ts'
import type { Fetch } from './plan.ts'

/** Downloads artifacts of this run; where one says what its files are, they are held against it. */
export async function fetchArtifacts(wanted: readonly Fetch[], ports: Ports): Promise<void> {
  if (wanted.length === 0) return
  const there = await ports.artifacts.list()
  const missing = wanted.filter(({ name }) => !there.some((artifact) => artifact.name === name))
  if (missing.length > 0) {
    const known = there.length === 0 ? 'the run has none yet' : `the run has ${there.map(({ name }) => name).join(', ')}`
    throw new Refusal(
      missing.map(({ name }) => ({
        code: 'E_NATIVE_FETCH',
        message: `there is no artifact ${name}: ${known}`,
        cure: 'Let this job need the job that uploads it',
        at: { input: 'fetch' },
      })),
    )
  }
  for (const { name, folder } of wanted) {
    await ports.artifacts.download(there.find((artifact) => artifact.name === name) as Artifact, ports.files.resolve(folder))
    await checkPromises(name, folder, ports)
  }
}

async function checkPromises(name: string, folder: string, ports: Ports): Promise<void> {
  const file = `${folder}/${factsFile}`
  if ((await ports.files.info(file)) === undefined) return
  const promised = parsePromises(await ports.files.readText(file))
  if (promised === undefined)
    throw refuse({ code: 'E_NATIVE_FETCH', message: `${file} is damaged`, cure: 'Run the job that made the artifact again', at: { input: 'fetch' } })
  for (const [path, digest] of promised) {
    const found = (await ports.files.info(`${folder}/${path}`)) === undefined ? undefined : (await ports.files.digest(`${folder}/${path}`)).digest
    if (found !== digest) {
      const message = `${path} of the artifact ${name} is ${found === undefined ? 'missing' : 'not what was proven'}`
      throw refuse({ code: 'E_NATIVE_FETCH', message, cure: 'Run the job that made the artifact again', at: { input: 'fetch' } })
    }
  }
  ports.log.info(`${name}: ${promised.size} files in ${folder}, as they were proven`)
}

/** Uploads copies, so that the facts lie beside the files and nothing is added to the workspace. */
export async function uploadArtifact(name: string, files: readonly FileFacts[], facts: BuildFacts, ports: Ports): Promise<Artifact> {
  const root = await ports.files.makeTemporary('artifact')
  try {
    for (const { path } of files) await ports.files.copy(path, `${root}/${path}`)
    await ports.files.write(`${root}/${factsFile}`, `${JSON.stringify(facts, undefined, 2)}\n`)
    return await ports.artifacts.upload(name, [...files.map(({ path }) => `${root}/${path}`), `${root}/${factsFile}`], root)
  } finally {
    await ports.files.remove(root)
  }
}
