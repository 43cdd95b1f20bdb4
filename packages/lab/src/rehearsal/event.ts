import type { Json } from '@slipway/workflows'

export type EventFacts = {
  /** `push` or `workflow_dispatch`. */
  readonly name: string
  /** `owner/name`. */
  readonly repository: string
  readonly ref: string
  readonly sha: string
  readonly actor: string
  /** Inputs of a dispatch. */
  readonly inputs: Readonly<Record<string, string>>
  /** ISO 8601. */
  readonly time: string
}

/** The payload of an event, with the members that GitHub documents and that workflows read ("Webhook events and payloads"). */
export function renderEvent(facts: EventFacts): Json {
  const [owner = '', name = ''] = facts.repository.split('/')
  const sender = { login: facts.actor, id: 1, type: 'User' }
  const repository = {
    id: 1,
    name,
    full_name: facts.repository,
    private: false,
    owner: { login: owner, id: 2, type: 'Organization' },
    default_branch: 'main',
    html_url: `https://github.com/${facts.repository}`,
  }
  if (facts.name === 'workflow_dispatch') return { ref: facts.ref, inputs: facts.inputs, repository, sender, workflow: '' }
  const author = { name: facts.actor, email: `${facts.actor}@users.noreply.github.com`, username: facts.actor }
  const commit = {
    id: facts.sha,
    message: 'The working tree under rehearsal',
    timestamp: facts.time,
    author,
    committer: author,
    added: [],
    removed: [],
    modified: [],
    distinct: true,
  }
  const created = facts.ref.startsWith('refs/tags/')
  const before = created ? '0'.repeat(40) : '1'.repeat(40)
  return {
    ref: facts.ref,
    before,
    after: facts.sha,
    created,
    deleted: false,
    forced: false,
    base_ref: null,
    head_commit: commit,
    commits: created ? [] : [commit],
    pusher: { name: facts.actor, email: author.email },
    repository,
    sender,
  }
}
