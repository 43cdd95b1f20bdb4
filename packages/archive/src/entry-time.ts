import { err, ok, type Problem, type Result } from '@slipway/kernel'
import { earliestTime } from './content.ts'

/** The time of every entry: what was asked for, else SOURCE_DATE_EPOCH (reproducible-builds.org, "SOURCE_DATE_EPOCH"), else a fixed one. */
export function entryTime(asked: number | undefined, epoch: string | undefined): Result<number, Problem> {
  if (asked !== undefined) return ok(asked)
  if (epoch === undefined || epoch === '') return ok(earliestTime)
  if (/^[0-9]{1,10}$/.test(epoch)) return ok(Number(epoch))
  return err({
    code: 'E_ARCHIVE_TIME',
    message: `SOURCE_DATE_EPOCH is "${epoch}", which is no time`,
    cure: 'Set it to whole seconds since 1970',
    at: { input: 'mtime' },
  })
}
