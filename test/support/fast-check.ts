/**
 * Property tests try the same examples on every machine and in every run, so that a commit is judged by what it changes.
 * `FC_SEED=$RANDOM npm test` tries others.
 */
import fc from "fast-check";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.FC_SEED ?? 20211211) });
