/** What a model's answers are made of. Pure functions: arrays and a model's JSON in, numbers out. */
export { NotExplainable } from './not-explainable';
export { type Explainer, openExplainer, type ShapValues } from './shap';
export { withCover } from './with-cover';
