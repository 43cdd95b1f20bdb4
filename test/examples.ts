/** The fenced YAML blocks of a page, in order. */
export function readExamples(page: string): readonly string[] {
  return [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '')
}

/**
 * Puts the first example of an action's README in the place of the line `# README` of an end-to-end workflow, so that what a reader copies
 * is what runs. Checkout steps are left out: the workflow has made its own files by then. `OWNER/slipway/…@v1` becomes the suite itself.
 * Undefined when the README has no example.
 */
export function fillExample(workflow: string, readme: string, slug: string): string | undefined {
  const match = /^( *)# README$/m.exec(workflow)
  if (match === null) return workflow
  const [example] = readExamples(readme)
  if (example === undefined) return undefined
  const steps = example.split(/^(?=- )/m).filter((step) => !step.includes('uses: actions/checkout@'))
  const own = steps.join('').replaceAll(new RegExp(`uses: ${slug}/(\\S+)@\\S+`, 'g'), 'uses: $/$1')
  return workflow.replace(
    match[0],
    own
      .trimEnd()
      .split('\n')
      .map((line) => (line === '' ? '' : `${match[1]}${line}`))
      .join('\n'),
  )
}
