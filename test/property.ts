import fc from 'fast-check';

/** The same cases in every run, so that what fails fails again; others with `CF_AIG_RANDOM=1`, as every week. */
if (!process.env.CF_AIG_RANDOM) fc.configureGlobal({ seed: 1 });

export default fc;
