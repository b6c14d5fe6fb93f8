export { default } from '../../../../config/api';
