import { expect, test } from '@jest/globals'
import { fixtures } from './fixtures.cases.ts'
import { rehearse } from './rules.support.ts'

test('there are thirteen', () => expect(fixtures).toHaveLength(13))

test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_, fixture) => {
  const outcome = await rehearse({ files: fixture.files, legs: fixture.legs ?? {}, run: { secrets: fixture.secrets ?? {} } })
  if (fixture.problem === undefined) expect(outcome).toMatchObject({ problems: [], results: fixture.results ?? {}, outputs: fixture.outputs ?? {} })
  else expect(outcome.problems).toEqual([expect.stringMatching(fixture.problem)])
})
