/** One entry of `errors` in GitHub's answer 422. */
export type ValidationIssue = { readonly resource: string; readonly code: string; readonly field?: string; readonly message?: string }

/** An answer that says no, in GitHub's shape. Thrown by handlers, caught by the exchange. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly errors: readonly ValidationIssue[] | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    message: string,
    more: { readonly errors?: readonly ValidationIssue[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message)
    this.status = status
    this.errors = more.errors
    this.headers = more.headers ?? {}
  }
}

export function notFound(): ApiError {
  return new ApiError(404, 'Not Found')
}

export function validationFailed(...errors: readonly ValidationIssue[]): ApiError {
  return new ApiError(422, 'Validation Failed', { errors })
}

/** A request whose JSON has the wrong shape; GitHub says it in the message and gives no `errors`. */
export function invalidRequest(detail: string): ApiError {
  return new ApiError(422, `Invalid request.\n\n${detail}`)
}

/** Messages that GitHub gives with a status that a fault script asks for. */
export function faultError(status: number, retryAfter: number | undefined): ApiError {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  if (status === 429 || status === 403)
    return new ApiError(status, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.', { headers })
  return new ApiError(status, status >= 500 ? 'Server Error' : `Fault ${status}`, { headers })
}
