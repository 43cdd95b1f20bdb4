/**
 * GitHub's workflow parser, loaded so that plain Node can import it.
 *
 * `@actions/workflow-parser` imports its schema as `import schema from "./workflow-v1.0.min.json"`, without the attribute
 * `type: "json"` that Node demands (ERR_IMPORT_ATTRIBUTE_MISSING). A loader hook adds the attribute while the parser is imported and
 * is taken off again; nobody has to start Node with a flag. A test runner that links modules itself refuses hooks, and adds the attribute
 * in its own way.
 */
import * as nodeModule from 'node:module'

function addJsonAttribute(): () => void {
  try {
    const hooks = nodeModule.registerHooks({
      resolve(specifier, context, nextResolve) {
        const resolved = nextResolve(specifier, context)
        return resolved.url.endsWith('.json') ? { ...resolved, format: 'json', importAttributes: { type: 'json' } } : resolved
      },
    })
    return () => hooks.deregister()
  } catch {
    return () => undefined
  }
}

const takeOff = addJsonAttribute()
const [parser, convert, schema, context] = await Promise.all([
  import('@actions/workflow-parser'),
  import('@actions/workflow-parser/model/convert'),
  import('@actions/workflow-parser/workflows/workflow-schema'),
  import('@actions/workflow-parser/templates/template-context'),
])
takeOff()

export const { NoOperationTraceWriter, parseWorkflow } = parser
export const { convertWorkflowTemplate, ErrorPolicy } = convert
export const { getWorkflowSchema } = schema
export const { TemplateContext, TemplateValidationErrors } = context
