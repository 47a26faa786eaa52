/** `cli/clients/`: other clients than OpenClaw: their flags, the setup that these describe, and the commands that take them. */

import { InvalidArgumentError, Option, type OptionValues } from '@commander-js/extra-typings';
import { API_FORMS, CREDENTIAL_HEADERS } from '../../diagnosis/exchange/exchange.js';
import { CLIENT_OPTIONS, collect, type Declared, OPTIONS, type OptionsOf } from '../shared/options.js';

/** Describes another client, which is then examined instead of OpenClaw. */
export function withClient<A extends unknown[], O extends OptionValues>(command: Declared<A, O>) {
  return command
    .optionsGroup(CLIENT_OPTIONS)
    .option(
      '--base-url <url>',
      'its base URL; needs --api, --model and --token-env too, and then no file of OpenClaw’s is read',
    )
    .addOption(
      new Option('--api <form>', `what it speaks: ${API_FORMS.join(', ')}`).argParser(oneOf(API_FORMS)),
    )
    .option('--model <id>', 'the model that it asks for', collect)
    .option('--token-env <name>', 'the variable with the gateway token')
    .option('--key-env <name>', 'the variable with the provider’s own key, if it sends one')
    .addOption(
      new Option(
        '--token-header <name>',
        'the header that carries the token (default: cf-aig-authorization, on the REST API authorization)',
      ).argParser(oneOf(CREDENTIAL_HEADERS)),
    )
    .option(
      '--header <name=value>',
      `another header that it sends; \${NAME} in the value is the variable NAME; repeat it for several`,
      collect,
    )
    .optionsGroup(OPTIONS);
}

function oneOf<T extends string>(values: readonly T[]): (text: string) => T {
  return (text) => {
    const value = values.find((one) => one === text.toLowerCase());
    if (value !== undefined) return value;
    throw new InvalidArgumentError(`It takes one of ${values.join(', ')}.`);
  };
}

/** The flags that describe the client. */
export type ClientOptions = OptionsOf<typeof withClient<[], Record<never, never>>>;
