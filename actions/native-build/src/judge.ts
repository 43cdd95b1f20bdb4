import { wrongKind } from '@slipway/binary'
import type { Problem } from '@slipway/kernel'
import type { Collected, FileFacts } from './inspect.ts'
import { judgeExpectations } from './judge-expect.ts'
import { type Fault, isKernel, judgeKernel, judgeNative } from './judge-native.ts'
import { judgeSignatures } from './judge-signature.ts'
import { judgeNames } from './judge-soname.ts'
import type { Plan } from './plan.ts'

/** The part of the plan that says what has to come out. */
export type Due = Pick<Plan, 'platform' | 'release' | 'stamp' | 'expected'>

/** What of the job a file may have to do with: the folder that exists on the build machine alone, and the commit that is built. */
export type BuildPlace = { readonly workspace: string; readonly sha: string }

/** What is wrong with what came out, all of it. */
export function judge(due: Due, collected: Collected, place: BuildPlace): readonly Problem[] {
  const at = { input: 'files' }
  const missing = collected.unmatched.map((pattern) => ({
    code: 'E_NATIVE_NONE',
    message: `${pattern} matches no file after the build`,
    cure: 'See where the command writes, and name that',
    at,
  }))
  const expectations = judgeExpectations(due, collected)
  const faults = collected.files.flatMap((file) =>
    [...judgeFile(due, file, collected, place), ...(expectations.faults.get(file.path) ?? [])].map((fault) => ({
      ...fault,
      message: `${file.path} ${fault.message}`,
      at,
    })),
  )
  return [...missing, ...faults, ...judgeNames(collected.files).map((fault) => ({ ...fault, at })), ...expectations.idle]
}

function judgeFile(due: Due, file: FileFacts, collected: Collected, place: BuildPlace): readonly Fault[] {
  if (file.size === 0) return [{ code: 'E_NATIVE_EMPTY', message: 'is empty (0 bytes)', cure: 'See why the command leaves an empty file behind' }]
  const kind = wrongKind(file.due ?? 'any', file.sniffed)
  if (kind !== undefined) return [{ code: 'E_NATIVE_KIND', message: kind, cure: 'Build the file that is meant, or declare its kind' }]
  if (file.sniffed.problem !== undefined) return [file.sniffed.problem]
  if (file.native === undefined || isKernel(file)) return judgeKernel(due.platform, file)
  const native = { ...file, native: file.native }
  const faults = judgeNative(due, native, collected.concerned, place)
  // What is for another platform, or not whole, has no signature that could be judged.
  return faults.some(({ code }) => code === 'E_BINARY_PLATFORM' || code === 'E_NATIVE_TRUNCATED') ? faults : [...faults, ...judgeSignatures(file.native)]
}
