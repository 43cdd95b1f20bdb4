import type { Log } from '@slipway/host'
import { type ContainerPlan, describeContainer } from './container.ts'
import type { Inputs, Plan } from './plan.ts'

/** Says what will be done, in the order in which it is done. */
export function announce(inputs: Inputs, planned: Plan, container: ContainerPlan | undefined, log: Log): void {
  const say = (what: string, value: string | undefined): void => (value === undefined || value === '' ? undefined : log.info(`${what}: ${value}`))
  say('platform', planned.platform)
  say('version', `${planned.version}${planned.release ? ', a release' : ''}`)
  say('spdx-headers', inputs['spdx-headers'].join(', '))
  for (const { name, folder } of planned.fetch) say('fetch', `${name} into ${folder}`)
  say('setup, on the runner', inputs.setup)
  say('pure-go', [inputs['pure-go'].join(', '), inputs.except.join(', ')].filter((part) => part !== '').join(', except '))
  for (const { path, target } of planned.extract) say('extract', `${path} -> ${target}`)
  say(`command, ${container === undefined ? 'on the runner' : describeContainer(container)}`, inputs.command)
  if (container !== undefined) say('tools', inputs.tools.join(', '))
  for (const { pattern, entitlements } of planned.signed) say('sign', `${pattern}${entitlements === undefined ? '' : `, with ${entitlements}`}`)
  for (const { pattern, due } of planned.wanted) say('files', `${pattern}${due === undefined ? '' : ` (${due})`}`)
  for (const { line } of planned.expected) say('expect', line)
  say('smoke', inputs.smoke)
  say('archive', planned.archive?.file)
  say('artifact', planned.artifact)
}
