import { type Refusal, refuse } from '@slipway/kernel'

export function tooMuch(what: string): Refusal {
  return refuse({ code: 'E_ARCHIVE_LIMIT', message: `the archive holds ${what}`, cure: 'See where it comes from: it is larger than such an archive should be' })
}
