/** A request that was answered. Without secrets: only the names of its headers. */
export interface AnsweredRequest {
  method: string;
  /** Percent-encoded, without the query; host and port of a CONNECT. */
  path: string;
  /** In lower case. */
  headerNames: string[];
  /** HTTP status of the answer. */
  status: number;
  /** What it would have cost, in US dollars. */
  cost: number;
  /** What it wanted and the sandbox does not have; may repeat text of the request. */
  missing?: readonly string[];
}
