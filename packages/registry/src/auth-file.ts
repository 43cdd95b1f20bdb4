import type { Ports } from '@slipway/host'
import type { Credential } from './auth.ts'
import type { Location } from './location.ts'
import { guardCredential } from './token-guard.ts'

/** What signs us in to one registry. */
export type Grant = { readonly location: Location; readonly credential: Credential }

/**
 * Runs something with an authfile (containers-auth.json(5)) that only we can read and that is gone afterwards. A secret never stands
 * in argv. Without a grant that may be used there is no file, and the tool uses what the machine is signed in with.
 */
export async function withAuthFile<T>(ports: Pick<Ports, 'files'>, grants: readonly Grant[], body: (authFile: string | undefined) => Promise<T>): Promise<T> {
  if (usable(grants).length === 0) return body(undefined)
  const folder = await ports.files.makeTemporary('auth')
  try {
    const file = `${folder}/auth.json`
    await ports.files.write(file, renderAuthFile(grants), 0o600)
    return await body(file)
  } finally {
    await ports.files.remove(folder)
  }
}

/** The content of an authfile, by host. A token of GitHub is left out where the place is not GitHub's. */
export function renderAuthFile(grants: readonly Grant[]): string {
  const auths = usable(grants).map(({ location, credential: { username, password } }) => {
    return [location.host, { auth: Buffer.from(`${username}:${password}`).toString('base64') }] as const
  })
  return JSON.stringify({ auths: Object.fromEntries(auths) })
}

function usable(grants: readonly Grant[]): readonly Grant[] {
  return grants.filter(({ location, credential }) => guardCredential(location, credential) !== undefined)
}
