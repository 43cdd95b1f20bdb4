import { entryTime, type PackageOrder } from '@slipway/archive'
import type { InputsOf } from '@slipway/contract'
import { ok, type Problem, type Result } from '@slipway/kernel'
import type { contract } from './contract.ts'

/** What the inputs order, once it is known where the files lie. `epoch` is the variable SOURCE_DATE_EPOCH. */
export function planOrder(inputs: InputsOf<typeof contract>, root: string, epoch: string | undefined): Result<PackageOrder, Problem> {
  const mtime = entryTime(inputs.mtime, epoch)
  if (!mtime.ok) return mtime
  const { name, template, platform, version, license, files } = inputs
  const texts = { licenseFiles: inputs['license-files'] ?? [], notices: inputs.notices ?? [], sources: [] }
  return ok({ component: 'runtime', name, template, platform, version, license, files, root, ...texts, mtime: mtime.value })
}
