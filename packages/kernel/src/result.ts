import type { Problem } from './problem.ts'

/** An expected outcome, good or bad. Exceptions are left for what nobody expected. */
export type Result<T, E = readonly Problem[]> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error }
}

/** A failure made of problems: what parsers and plans return. */
export function problems(...list: readonly Problem[]): { readonly ok: false; readonly error: readonly Problem[] } {
  return { ok: false, error: list }
}
