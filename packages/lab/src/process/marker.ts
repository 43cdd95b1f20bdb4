/**
 * The marker is how a process is known to be ours: an environment variable that every descendant inherits, through `setsid`, double forks
 * and the death of its parents, where process groups lose it. Its value is a list of identifiers joined by `:`; who starts a process below
 * ours adds one, so that runs nest: the outer run also owns what the inner one started.
 */
export const markerVariable = 'SLIPWAY_RUN'

/** The marker of a child: what we carry ourselves, and the identifiers of the run and of the child. */
export function renderMarker(inherited: string | undefined, ...identifiers: readonly string[]): string {
  return [...(inherited === undefined || inherited === '' ? [] : [inherited]), ...identifiers].join(':')
}

/** Whether an environment (entries ended by NUL, as /proc/PID/environ holds it) carries exactly this identifier: no prefix, no other variable. */
export function carriesMarker(environment: string, identifier: string): boolean {
  const start = `${markerVariable}=`
  for (const entry of environment.split('\0')) {
    if (entry.startsWith(start)) return entry.slice(start.length).split(':').includes(identifier)
  }
  return false
}
