import type { PresentFile } from '@slipway/checksums'
import type { Ports } from '@slipway/host'

/** As many subjects as a job may declare, and as many bytes as a step's file may have (actions/runner#4527). */
const mostSubjects = 500
const mostBytes = 1024 * 1024

/**
 * Tells the runner which files came out of this step: lines in the file that `$GITHUB_ARTIFACTS` names, which the runner hashes and hands
 * to `actions/attest` (actions/runner#4527, actions/attest#447). A runner without that file is an older one. What the runner would refuse
 * is left out with a word: it would fail the step after the release is made.
 */
export async function declareSubjects(files: readonly PresentFile[], ports: Ports): Promise<void> {
  const target = ports.job.variable('GITHUB_ARTIFACTS') ?? ''
  if (target === '') return
  const taken = await readTaken(ports)
  const conflicts = files.filter(({ name, digest }) => taken.has(name) && taken.get(name) !== digest)
  const lines = files.filter((file) => !conflicts.includes(file)).map(({ path }) => `file://${ports.files.resolve(path)}`)
  const flawed = lines.filter((line) => /[=\r\n]/.test(line))
  const text = `${lines.filter((line) => !flawed.includes(line)).join('\n')}\n`
  if (taken.size + lines.length > mostSubjects || text.length > mostBytes) {
    ports.log.notice(`${lines.length} files are more subjects than a job may declare (${mostSubjects}): attest the checksum file instead`)
    return
  }
  for (const name of [...conflicts.map((file) => file.name), ...flawed]) ports.log.notice(`${name} is not declared as a subject: the runner would refuse it`)
  const there = (await ports.files.info(target)) === undefined ? '' : await ports.files.readText(target)
  await ports.files.write(target, `${there}${there === '' || there.endsWith('\n') ? '' : '\n'}${text}`)
}

/** Subjects that earlier steps of the job declared, by name. */
async function readTaken(ports: Ports): Promise<ReadonlyMap<string, string>> {
  const path = ports.job.variable('GITHUB_ARTIFACTS_LIST') ?? ''
  if (path === '' || (await ports.files.info(path)) === undefined) return new Map()
  try {
    const { subjects } = JSON.parse(await ports.files.readText(path)) as { subjects: readonly { name: string; digest: string }[] }
    return new Map(subjects.map(({ name, digest }) => [name, digest]))
  } catch {
    return new Map()
  }
}
