/** What an executor of legs is held against: the same runs and expressions that the scheduler is tested on with fake legs. For tests. */
export * from './expressions.cases.ts'
export * from './fixtures.cases.ts'
