import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkOutProject } from '@slipway/cli/rehearsal'
import { root } from './rooms.ts'

/**
 * The suite as its working tree stands, less what no runner of a consumer needs: each step of each leg gets a copy of it, and most of what
 * is left out would be copied hundreds of times.
 */
export function copySuite(folder: string): ReturnType<typeof checkOutProject> {
  const copied = checkOutProject(root, folder, 'refs/heads/main', 1_767_225_600)
  for (const name of readdirSync(folder)) if (!['.github', 'actions', 'dist'].includes(name)) rmSync(join(folder, name), { recursive: true })
  return copied
}
