import { DefaultArtifactClient } from '@actions/artifact'
import { refuse } from '@slipway/kernel'
import type { Artifacts } from './ports.ts'

/** Artifacts of the run through `@actions/artifact`: heavy, so only actions that hand files on import it. */
export function createArtifacts(
  client: Pick<DefaultArtifactClient, 'uploadArtifact' | 'listArtifacts' | 'downloadArtifact'> = new DefaultArtifactClient(),
): Artifacts {
  return {
    upload: async (name, files, root) => {
      const { id, size, digest } = await client.uploadArtifact(name, [...files], root, { compressionLevel: 1 }).catch((cause: unknown) => {
        throw refuseUpload(name, cause)
      })
      if (id === undefined) throw refuse({ code: 'E_HOST_ARTIFACT', message: `the artifact ${name} was not stored`, cure: 'Run the job again' })
      return { id, name, size: size ?? 0, digest: digest === undefined ? undefined : `sha256:${digest}` }
    },
    list: async () => {
      const { artifacts } = await client.listArtifacts({ latest: true })
      return artifacts.map(({ id, name, size, digest }) => ({ id, name, size, digest }))
    },
    download: async (artifact, folder) => {
      const expected = artifact.digest
      const { digestMismatch } = await client.downloadArtifact(artifact.id, { path: folder, ...(expected === undefined ? {} : { expectedHash: expected }) })
      if (digestMismatch === true) {
        throw refuse({
          code: 'E_HOST_ARTIFACT_DIGEST',
          message: `the artifact ${artifact.name} is not what was uploaded: its digest differs`,
          cure: 'Run the job that made it again',
        })
      }
    },
  }
}

/** The service answers 409 for a name that the run has already: in a matrix, legs that do not differ in it. */
function refuseUpload(name: string, cause: unknown): Error {
  const said = cause instanceof Error ? cause.message : String(cause)
  const taken = /\b409\b|already exists|conflict/i.test(said)
  const message = taken ? `the run has an artifact named ${name} already` : `the artifact ${name} was not stored: ${said}`
  const cure = taken ? 'Give each leg a name of its own, such as one with {os} and {arch}' : 'Run the job again'
  return refuse({ code: 'E_HOST_ARTIFACT', message, cure }, { cause })
}
