import type { OutputsOf } from '@slipway/contract'
import type { Ports } from '@slipway/host'
import { Refusal } from '@slipway/kernel'
import type { contract } from './contract.ts'
import { renderSummary } from './render.ts'
import type { Result } from './result.ts'
import { type Inputs, verify } from './verify.ts'

/** A runner takes about a megabyte of outputs; a Go program may embed more files than that, and the file `result` has them all. */
const most = 500

/** What is wrong becomes annotations on the lines of the manifest, and fails the step where the policy says so. */
export async function run(inputs: Inputs, ports: Ports): Promise<OutputsOf<typeof contract>> {
  const { result, judgement, proof } = await verify(inputs, ports)
  ports.summary.add(renderSummary(result))
  const of = (level: string) => judgement.issues.filter((issue) => issue.level === level)
  for (const warning of of('warn')) ports.log.warning(warning)
  if (!judgement.passed) throw new Refusal(of('refuse'))
  for (const { path, size, places } of result.assets) {
    const [place] = places
    if (place?.state === 'whole')
      ports.log.info(`${path}: ${size} bytes, whole at offset ${place.offset}${place.section === undefined ? '' : ` in ${place.section}`}`)
  }
  return { verdict: result.verdict, assets: String(countProven(result)), result: JSON.stringify(shorten(result)), proof }
}

function countProven({ assets, proof }: Result): number {
  return assets.filter(({ ok }) => ok).length + new Set(proof.filter(({ state }) => state === 'whole').map(({ path }) => path)).size
}

function shorten({ assets, embeds, problems, ...rest }: Result): Result {
  const files = embeds === undefined ? undefined : { ...embeds, files: embeds.files.slice(0, most) }
  return { ...rest, assets: assets.slice(0, most), embeds: files, problems: problems.slice(0, most) }
}
