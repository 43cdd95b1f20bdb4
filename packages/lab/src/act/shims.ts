import { constants } from 'node:fs'
import { access, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { refuse } from '@slipway/kernel'
import { dumpVariable } from '@slipway/workflows'

/** The commands that act starts steps with: its shells, and Node for actions. `bash` and `node` must be there. */
const commands = ['bash', 'sh', 'node', 'python', 'python3', 'pwsh'] as const
const needed: readonly string[] = ['bash', 'node']

const lastCommand = 'slipway-last-line'

/**
 * The file that a failing step waits for, if the line of its log says so: the last one, a workflow command with the stand-in's pid.
 * Anything else: undefined.
 */
export function acknowledgement(line: string, dumpFile: string): string | undefined {
  const pid = new RegExp(`^::${lastCommand}::([0-9]+)\\s*$`).exec(line)?.[1]
  return pid === undefined ? undefined : `${dumpFile}.${pid}`
}

/**
 * A stand-in for a command of which act starts a step. act gives each step a terminal and, when the step fails, closes it at once: the last
 * lines, which say why, are lost (measured: nearly always after a burst of output), and so is a last line without a newline. GitHub has
 * no terminal at all, so that pagers, colours and progress bars differ too; and what a step leaves in the background is hung up by the
 * end of its terminal, where GitHub keeps it until the end of the job.
 *
 * The stand-in runs the real command on a pipe and passes its output on, waits for the end of it as long as the official runner does (5 s,
 * ProcessInvoker.cs) and lets go of what then still writes. Before it fails it writes a last line and waits until whoever reads act's log
 * has seen it (`acknowledgement`). It gives the command the foreground of the terminal, so that the command is hung up when act
 * kills the stand-in, and takes it back, so that the background is not.
 * Bash closes the pipe by itself when the drain has ended before it is read from: that is the end that is waited for, and no error.
 * Called by anybody but act (not leading a session, or not on a terminal) it is the real command.
 */
export function renderShim(real: string, bash: string): string {
  return `#!${bash}
real=${quote(real)}
if [[ "$*" == '--no-warnings -e console.log(process.execPath)' ]]; then echo "$0"; exit; fi
read -r _ _ _ _ _ session _ <"/proc/$$/stat"
[[ $session == "$$" && -t 1 ]] || exec "$real" "$@"
set -m
exec 9>&1 >/dev/null </dev/null
coproc drain { trap : TERM; cat >&9 || { exec 9>&-; cat >/dev/null; }; } 2>/dev/null
to=\${drain[1]} from=\${drain[0]} pid=$drain_PID
unset SHLVL OLDPWD
"$real" "$@" >&"$to" 2>&1 9>&- {to}>&- {from}<&-
code=$?
exec {to}>&-
read -r -t 5 -u "$from" 2>/dev/null
if (($? > 128)); then kill -TERM -- "-$pid"; fi
if ((code)); then
  printf '\\n::${lastCommand}::%s\\n' "$$" >&9
  for ((look = 0; look < 250; look++)); do [[ -e "$${dumpVariable}.$$" ]] && break; sleep 0.02; done
fi
exit "$code"
`
}

/** Writes a stand-in for each command that the search path (folders joined by ":") knows. Refuses when bash or node is missing. */
export async function writeShims(folder: string, path: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const bash = await findCommand('bash', path)
  for (const name of commands) {
    const real = await findCommand(name, path)
    if (real !== undefined && bash !== undefined) await writeFile(join(folder, name), renderShim(real, bash), { mode: 0o755 })
    else if (needed.includes(name)) {
      throw refuse({ code: 'E_LAB_COMMAND', message: `${name} is not in ${path}`, cure: `Install ${name}, or correct the search path of the rehearsal` })
    }
  }
}

async function findCommand(name: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, name)
    if (
      await access(file, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return file
  }
  return undefined
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
