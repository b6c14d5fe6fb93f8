export { default } from '../../../../config/admin';
