import type { OutputsOf } from '@slipway/contract'
import { versionOf } from '@slipway/github/fetch'
import type { Ports } from '@slipway/host'
import { Refusal, unwrap } from '@slipway/kernel'
import type { contract } from './contract.ts'
import { fetchSet } from './fetch-set.ts'
import { checkLicenses, readLicense } from './license.ts'
import { readContents } from './members.ts'
import { forget } from './obtain.ts'
import { planPlaces } from './place.ts'
import { putDown } from './put-down.ts'
import { type Inputs, planRequest } from './request.ts'
import { type Fetched, renderFiles, renderSummary } from './summary.ts'

/** Fetches, proves, unpacks. On a refusal nothing is left, neither in the folder nor beside it. */
export async function run(inputs: Inputs, ports: Ports): Promise<OutputsOf<typeof contract>> {
  const request = unwrap(planRequest(inputs, ports.job.platform))
  const license = inputs.license === undefined ? undefined : await readLicense(inputs.license)
  const staging = await ports.files.makeTemporary('fetch')
  try {
    const fetched = await fetchSet(request, inputs, staging, ports)
    const budget = { bytes: inputs['max-unpacked-mib'] * 2 ** 20, entries: inputs['max-files'] }
    const contents = await readContents(fetched.files, inputs.unpack, budget, ports)
    const wrong = license === undefined ? [] : await checkLicenses(contents, license)
    const places = planPlaces(contents, inputs['strip-components'])
    if (wrong.length > 0 || !places.ok) throw new Refusal([...wrong, ...(places.ok ? [] : places.error)])
    await putDown(inputs.path, places.value, { overwrite: inputs.overwrite, limits: budget }, ports)
    return tell(fetched, inputs, ports)
  } finally {
    await ports.files.remove(staging)
    await forget(ports)
  }
}

function tell(fetched: Fetched, { path, repository }: Inputs, ports: Ports): OutputsOf<typeof contract> {
  const { tag, source, files } = fetched
  ports.summary.add(renderSummary(fetched, { repository, folder: path }))
  return {
    path: ports.files.resolve(path),
    tag,
    version: versionOf(tag),
    digest: files.length === 1 ? (files[0]?.digest ?? '') : '',
    files: renderFiles(fetched),
    source,
    cached: String(files.every(({ cached }) => cached)),
  }
}
