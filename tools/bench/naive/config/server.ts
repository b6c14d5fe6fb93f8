export { default } from '../../../../config/server';
