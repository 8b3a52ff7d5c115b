/** What a model's answers are made of. Pure functions: arrays and a model's JSON in, numbers out. */
export { inAnswerUnits, inProbabilities } from './answer-units';
export { type ColumnGroup, columnGroups } from './column-groups';
export { type ColumnKind, type ColumnValue, categoriesOf, featuresOf, kindOf, readValue } from './column-values';
export { type Dependence, dependenceGrid, dependenceOf } from './dependence';
export { type ExplainedOutput, explainColumns } from './explain-columns';
export { NotExplainable } from './not-explainable';
export { outputAnswers } from './output-answers';
export { type PermutationImportance, permutationImportance } from './permutation-importance';
export { type Explainer, isExplainable, openExplainer, type ShapValues } from './shap';
export { shuffled } from './shuffle';
export { withCover } from './with-cover';
