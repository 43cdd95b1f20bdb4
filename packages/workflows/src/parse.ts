/** One workflow file, judged by GitHub's own parser. */

import { FeatureFlags } from '@actions/expressions/features'
import type { Problem, Result } from '@slipway/kernel'
import { ok, problems } from '@slipway/kernel'
import {
  convertWorkflowTemplate,
  ErrorPolicy,
  getWorkflowSchema,
  NoOperationTraceWriter,
  parseWorkflow,
  TemplateContext,
  TemplateValidationErrors,
} from './load-parser.ts'
import { objectAt } from './values.ts'
import { readYaml, type YamlFile } from './yaml-file.ts'

/**
 * Reads a workflow file with GitHub's parser: schema, contexts and functions that are allowed at each place, needs, ids.
 * Every problem is reported, with line and column. Errors: E_WORKFLOWS_YAML, E_WORKFLOWS_SYNTAX (GitHub's own sentences).
 */
export async function parseWorkflowFile(name: string, content: string): Promise<Result<YamlFile, readonly Problem[]>> {
  const yaml = readYaml(name, content)
  if (!yaml.ok) return yaml
  const featureFlags = new FeatureFlags({ all: true })
  const context = new TemplateContext(new TemplateValidationErrors(), getWorkflowSchema(), new NoOperationTraceWriter())
  context.state.featureFlags = featureFlags
  const { value } = parseWorkflow({ name, content }, context)
  if (value !== undefined) {
    const options = { fetchReusableWorkflowDepth: 0, errorPolicy: ErrorPolicy.TryConversion, featureFlags }
    await convertWorkflowTemplate(context, value, undefined, options)
  }
  const found = new Map<string, Problem>()
  for (const error of context.errors.getErrors()) {
    const start = error.range?.start
    const problem: Problem = {
      code: 'E_WORKFLOWS_SYNTAX',
      message: trim(error.rawMessage),
      cure: cureOf(error.rawMessage, yaml.value),
      at: { file: name, line: start?.line ?? 1, column: start?.column ?? 1 },
    }
    found.set(`${problem.at?.line}:${problem.at?.column}:${problem.message}`, problem)
  }
  return found.size === 0 ? ok(yaml.value) : problems(...found.values())
}

function trim(message: string): string {
  return message.trim().replace(/\.$/, '')
}

const cures: readonly (readonly [RegExp, string])[] = [
  [/^Unexpected value '(.*)'/, "Remove '$1', or correct its spelling or its place"],
  [/^Required property is missing: (.*)/, 'Add $1'],
  [/^There's not enough info/, 'Add one of the keys that are named'],
  [/^Unrecognized named-value: '(.*)'/, "Use a context that exists at this place (GitHub's page Contexts reference, Context availability)"],
  [/^Unrecognized function: '(.*)'/, 'Use a function that exists at this place'],
  [/is already defined$/, 'Remove one of the two'],
  [/creates a cycle/, 'Remove one of the needs of the cycle'],
  [/at least one job with no dependencies/, 'Let one job have no needs'],
  [/was not expected$/, 'Write a value of the kind that belongs here'],
]

function cureOf(message: string, yaml: YamlFile): string {
  if (/depends on unknown job/.test(message)) return `Need one of ${Object.keys(objectAt(yaml.value, 'jobs')).join(', ')}`
  for (const [pattern, cure] of cures) {
    const match = pattern.exec(message)
    if (match !== null) return cure.replace('$1', match[1] ?? '')
  }
  return "Correct it as GitHub's page Workflow syntax says"
}
