import { type Command, Help } from '@commander-js/extra-typings';
import { hangItems } from './render/hang.js';
import type { Io } from './shared/io.js';
import { CLIENT_OPTIONS, COMMON_OPTIONS, MORE_OPTIONS } from './shared/options.js';

/** Columns: commander does not wrap a description that has fewer. */
const MIN_DESCRIPTION = 20;
const LAST_GROUPS: readonly string[] = [MORE_OPTIONS, CLIENT_OPTIONS, COMMON_OPTIONS];

export const EXIT_CODES = [
  ...['0 all well', '10 config', '11 network', '12 bad-url', '13 bad-token', '14 gateway-policy'],
  ...[
    '15 upstream-error',
    '2 wrong usage',
    '3 explain: not understood',
    '4 conformance: differs',
    '130 interrupted',
    '1 a bug in cf-aig',
  ],
];

const AFTER = `
Examples:
  $ cf-aig init
  $ cf-aig doctor --fix
  $ cf-aig explain 2001

For the options of a command: cf-aig help <command>
`;

/** The help of all commands: in groups, a command's own options first, no line wider than the terminal. */
export function formatHelp(program: Command, io: Pick<Io, 'columns'>): Command {
  const standard = new Help();
  return program
    .configureHelp({
      minWidthToWrap: MIN_DESCRIPTION,
      commandDescription: (command) => asSentence(standard.commandDescription(command)),
      subcommandTerm: (command) => standard.subcommandTerm(command).replace(' [options]', ''),
      groupItems(...given) {
        const groups = standard.groupItems(...given);
        const rank = (name: string) => LAST_GROUPS.indexOf(name);
        return new Map([...groups].sort(([one], [other]) => rank(one) - rank(other)));
      },
    })
    .addHelpText(
      'after',
      () => `\n${hangItems('Exit codes: ', EXIT_CODES, { width: io.columns })}\n${AFTER}`,
    );
}

function asSentence(text: string): string {
  return text && `${text[0]!.toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}
