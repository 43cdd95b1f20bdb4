import type { InputsOf, OutputsOf } from '@slipway/contract'
import { openReleaseApi, type ReleaseApi } from '@slipway/github'
import type { Ports } from '@slipway/host'
import type { contract } from './contract.ts'

export type Inputs = InputsOf<typeof contract>
export type Outputs = OutputsOf<typeof contract>

/** Outputs of a run that has made nothing. */
export const nothing = { 'release-id': '', url: '', draft: '', checksums: '', assets: '', 'oci-tags': '' }

export function openApi({ token, repository }: Inputs, { http, clock, job }: Ports): ReleaseApi {
  return openReleaseApi({ http, clock, token, apiUrl: job.apiUrl, repository })
}

/** The run's own commit says nothing about the tags of another repository. */
export function commitOf({ commit, repository }: Inputs, { job }: Ports): string | undefined {
  return commit ?? (repository === job.repository ? job.sha : undefined)
}
