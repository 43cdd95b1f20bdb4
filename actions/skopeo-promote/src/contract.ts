import { defineAction, input, kinds, optional } from '@slipway/contract'

export const contract = defineAction({
  name: 'skopeo-promote',
  title: 'Slipway: promote',
  description: 'Moves channel tags to the digest that another tag names, and compares afterwards. Nothing is rebuilt.',
  branding: { icon: 'chevrons-right', color: 'blue' },
  inputs: {
    image: input(kinds.string(), { description: 'Repository of the image, without a tag.' }),
    from: input(kinds.string(), { description: 'The channel tag, or the digest, that is promoted.' }),
    to: input(kinds.lines(kinds.tag()), { description: 'The channel tags that move, one a line.' }),
    digest: optional(kinds.digest(), { description: 'The digest that `from` must name; the hop is refused if it names another.' }),
    platforms: optional(kinds.commas(kinds.platform()), {
      description: 'Platforms that the index must hold, no more and no fewer, separated by commas. Attestations in it do not count.',
    }),
    target: optional(kinds.string(), {
      description: 'Another repository whose tags move; the image is copied to it first, by digest and with all its platforms.',
    }),
    username: input(kinds.string(), { description: 'The user that the registry knows the token by.', default: '${{ github.actor }}' }),
    token: input(kinds.secret(), {
      description: 'The token that may write packages. It is given only to the registry whose tags move.',
      default: '${{ github.token }}',
    }),
    'dry-run': input(kinds.boolean(), { description: 'Read, check, print the plan, and move nothing.', default: 'false' }),
  },
  outputs: {
    repository: { description: 'The repository whose tags were moved.' },
    digest: { description: 'The digest that was promoted.' },
    previous: { description: 'What each tag named before, as a JSON object of tag and digest; the empty string where a tag is new.' },
    moved: { description: '`true` if a tag moved, `false` if all of them named the digest before, and in a dry run.' },
  },
  permissions: { packages: { access: 'write', why: 'to move the tags' } },
  requires: { skopeo: 'to copy the image, where `target` names another repository' },
})
