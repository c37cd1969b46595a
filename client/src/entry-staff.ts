import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { staffI18n } from './pages/staff/i18n.ts';
import { createStaffRouter } from './pages/staff/router.ts';
import StaffApp from './pages/staff/StaffApp.vue';
import './styles/tokens.css';
import './styles/base.css';
import './styles/components.css';
import './styles/charts.css';
import './styles/tables.css';
import './styles/staff.css';
import './styles/accounts.css';
import './styles/desk.css';
import './styles/queue.css';

createApp(StaffApp).use(createPinia()).use(staffI18n).use(createStaffRouter()).mount('#app');
