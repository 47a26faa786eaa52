/** The families of causes, in the order in which one hides the next: what comes first decides the exit code. */
declare const CATEGORIES: readonly ['config', 'network', 'bad-url', 'bad-token', 'gateway-policy', 'upstream-error'];
type Category = (typeof CATEGORIES)[number];
/** Names in any case. Also a `Headers` or a `Map`. */
export type HttpHeaders = Iterable<readonly [name: string, value: string]> | Readonly<Record<string, string | readonly string[] | undefined>>;
/** One HTTP exchange with an AI Gateway: the request, and what came back or why nothing did. */
export interface HttpExchange {
    request: {
        method: string;
        /** Absolute. */
        url: string;
        /** Tells whose credential went where. Secrets may be masked already. Left out: not known. */
        headers?: HttpHeaders;
        /** As it was sent: JSON that names the model. */
        body?: string;
    };
    response?: {
        status: number;
        headers?: HttpHeaders;
        /** Decoded text, complete unless there is also an `error`. Event streams as they came. */
        body?: string;
    };
    /** What `fetch`, undici or an SDK threw, or the same as data. Beside a response: its body broke off. */
    error?: Error | TransportFailure;
}
export interface TransportFailure {
    /** Of Node, OpenSSL or undici: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `UND_ERR_SOCKET`. */
    code: string;
    message?: string;
    /** How far the request got, if that is known; it tells timeouts apart. */
    phase?: 'dns' | 'connect' | 'tls' | 'proxy' | 'headers' | 'body';
}
/** What is wrong, and what to do. All texts are English, for people, and without secrets. */
export interface Diagnosis {
    /** The family: which part of the way the failure belongs to. */
    category: Category;
    /** A stable id, such as `token-rejected`. `cf-aig explain bad-token` lists those of a category. */
    cause: string;
    /** One sentence. */
    title: string;
    /** Why it happens. */
    why: string;
    /** What shows it: the request, the field of the answer, the place in the text. */
    evidence: string[];
    /** The one thing to do; `command` can be pasted into a shell. */
    fix: {
        command?: string;
        what: string;
    };
    /** The same by hand, in order. */
    steps: string[];
    /** Alternatives to `fix`. */
    or: string[];
    /** URL of the page to read next. */
    docs?: string;
    /** Causes that cannot be told apart from this one here, the next likelier first. */
    alternatives: string[];
    /** Whether waiting and trying again may be enough. */
    transient: boolean;
}
/** Object keys and array indices, from the root of the document. */
export type ConfigPath = readonly (string | number)[];
/**
 * `set` creates missing parents; an array takes an index up to its length. `remove` of what is not there changes
 * nothing.
 */
export type ConfigEdit = {
    op: 'set';
    path: ConfigPath;
    value: unknown;
} | {
    op: 'remove';
    path: ConfigPath;
};
/**
 * Names the cause of a failed exchange with an AI Gateway, from the exchange alone. Null: nothing is wrong with it. An
 * answer that no rule knows is a diagnosis too. Throws TypeError when the exchange has not the right shape.
 */
export declare function diagnose(exchange: HttpExchange): Diagnosis | null;
/**
 * Names the cause that a text speaks of: an error message, JSON, the output of curl, a log, an error code, a cause. Of
 * several the most definite one, then the first. Null: nothing in it is a known error. Throws TypeError when it is given
 * no text.
 */
export declare function explain(text: string): Diagnosis | null;
/**
 * Sets and removes values in a JSON5 document such as `openclaw.json`, in the document's own style: every byte outside
 * of them stays, comments included. A text without a value becomes an object. Setting an equal value changes nothing.
 * Throws ConfigEditError when the text is not JSON5, or when an edit does not fit it or would lose a comment; TypeError
 * when the edits have not the right shape.
 */
export declare function editConfig(text: string, edits: readonly ConfigEdit[]): string;
/** Why a document cannot be edited. The message names the place, and has no value of the document. */
export declare class ConfigEditError extends Error {
    readonly name = "ConfigEditError";
    /** `syntax`: the text is not JSON5. `refused`: an edit does not fit it, or would lose something. */
    readonly reason: 'syntax' | 'refused';
    /** Where an edit is refused. */
    readonly path?: ConfigPath;
    /** 1-based: of the syntax error, or of the value at `path`, or of the nearest one around it. */
    readonly line?: number;
    /** 1-based, in UTF-16 code units. */
    readonly column?: number;
    constructor(message: string, place: Pick<ConfigEditError, 'reason' | 'path' | 'line' | 'column'>);
}
export {};
