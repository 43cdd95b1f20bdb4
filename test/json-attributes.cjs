/**
 * What the loader hook of packages/workflows/src/load-parser.ts does under Node, done under jest, which links modules itself: imports of
 * JSON get the attribute that the language demands and GitHub's parser leaves out.
 */
exports.process = (source) => ({ code: source.replace(/^(import [^\n]+ from "[^"\n]+\.json")(?=;?$)/gm, '$1 with { type: "json" }') })
