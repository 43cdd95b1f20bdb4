import { defineAction, input, kinds, optional } from '@slipway/contract'

export const contract = defineAction({
  name: 'versions-env',
  title: 'Slipway: versions.env',
  description: 'Reads and checks versions.env: outputs, environment, build arguments, and the Containerfile that must agree with it.',
  branding: { icon: 'list', color: 'blue' },
  inputs: {
    file: input(kinds.path(), { description: 'The version file.', default: 'versions.env' }),
    containerfile: optional(kinds.path(), { description: 'A Containerfile whose `ARG` defaults must agree with the version file.' }),
    fix: input(kinds.boolean(), {
      description: 'Write the values of the version file into the `ARG` defaults of the Containerfile that say something else, instead of failing.',
      default: 'false',
    }),
    export: input(kinds.boolean(), { description: 'Write every key to the environment of the steps that follow.', default: 'false' }),
    prefix: optional(kinds.string({ pattern: /^[A-Za-z_][A-Za-z0-9_]*$/, describe: 'letters, digits and "_"' }), {
      description: 'Put before each name that is exported. Names that steer the runner itself are never exported.',
    }),
  },
  outputs: {
    versions: { description: 'All keys and values as a JSON object.' },
    majors: { description: 'The major version of each value that is a version, as a JSON object.' },
    'build-args': { description: '`KEY=VALUE` lines of the keys that the Containerfile declares; of all keys where no Containerfile is given.' },
    fixed: { description: 'How many `ARG` defaults were rewritten; `0` without `fix`.' },
  },
  dynamicOutputs: { name: 'each key', description: 'The value of a key, under its own name: `steps.<id>.outputs.LIBKRUN_VERSION`.' },
  permissions: { contents: { access: 'read', why: 'to check the repository out' } },
  requires: {},
})
