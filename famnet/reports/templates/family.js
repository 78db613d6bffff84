(function(){
var pop=document.getElementById('pop'),body=pop.querySelector('div'),pinned=null,cur=null,timer=0;
function el(n,s){var e=document.createElement(n);e.textContent=s;return e}
function rows(k){var e=document.getElementById(k);if(!e)return[];var r=e.tagName==='TR'?[e]:[].slice.call(e.rows||[]);
 return r.map(function(tr){return [].slice.call(tr.cells).filter(function(c){return !c.rowSpan||c.tagName!=='TH'}).map(function(c){return c.innerText.replace(/\s*\n\s*/g,', ').trim()}).filter(Boolean).join(' · ')})}
function show(b){clearTimeout(timer);if(cur&&cur!==b)cur.removeAttribute('aria-describedby');cur=b;body.textContent='';
 if(b.dataset.t)body.appendChild(el('h4',b.dataset.t));
 (b.dataset.r||'').split(' ').filter(Boolean).forEach(function(k){var f=rows(k);if(!f.length)return;body.appendChild(el('h4',k));f.forEach(function(x){body.appendChild(el('p',x))})});
 var st=b.closest('[data-fact]');if(st){var no=[].indexOf.call(document.querySelectorAll('[data-fact]'),st)+1,ids=(st.dataset.facts||'').split(' ');var pr=el('p','receipts.json '+no+' · '+ids.slice(0,8).join(' ')+(ids.length>8?' +'+(ids.length-8):''));pr.className='id';body.appendChild(pr)}
 pop.hidden=false;var r=b.getBoundingClientRect(),w=pop.offsetWidth,h=pop.offsetHeight,x=Math.max(8,Math.min(r.left,innerWidth-w-16)),y=r.bottom+6;if(y+h>innerHeight-8&&r.top-h-6>8)y=r.top-h-6;
 pop.style.left=(x+scrollX)+'px';pop.style.top=(y+scrollY)+'px';b.setAttribute('aria-describedby','pop')}
function hide(){if(cur)cur.removeAttribute('aria-describedby');cur=null;pinned=null;pop.hidden=true}
[].slice.call(document.querySelectorAll('[data-grid]')).forEach(function(g){[].slice.call(g.querySelectorAll('[data-x]')).forEach(function(k,i){k.tabIndex=i?-1:0})});
function at(e){return e.target.closest?e.target.closest('[data-r]'):null}
document.addEventListener('mouseover',function(e){var b=at(e);clearTimeout(timer);if(pinned)return;if(b)timer=setTimeout(function(){if(!pinned)show(b)},130);else if(!pop.hidden&&!pop.contains(e.target))timer=setTimeout(function(){if(!pinned&&!pop.matches(':hover'))hide()},180)});
document.addEventListener('focusin',function(e){var b=at(e);if(b&&b.matches(':focus-visible')){if(pinned!==b)pinned=null;show(b)}else if(!pop.contains(e.target))hide()});
document.addEventListener('click',function(e){var b=at(e);if(b){e.preventDefault();if(pinned===b)hide();else{show(b);pinned=b}}else if(e.target.closest('#pop .x')){var c=cur;hide();if(c)c.focus()}else if(!pop.contains(e.target))hide()});
document.addEventListener('keydown',function(e){if(e.key==='Escape'&&!pop.hidden){hide();return}
 var g=e.target.closest&&e.target.closest('[data-grid]');
 if(!g||!/^(Arrow|Home|End)/.test(e.key))return;
 var L=[].slice.call(g.querySelectorAll('[data-x]')),n=null,x=+e.target.dataset.x,y=+e.target.dataset.y,best=1e9;
 if(e.key==='Home')n=L.filter(function(k){return +k.dataset.y===y})[0];
 else if(e.key==='End')n=L.filter(function(k){return +k.dataset.y===y}).pop();
 else L.forEach(function(k){var dx=+k.dataset.x-x,dy=+k.dataset.y-y,s=1e9;
  if(e.key==='ArrowRight'&&dx>0)s=dx+Math.abs(dy)*40;if(e.key==='ArrowLeft'&&dx<0)s=-dx+Math.abs(dy)*40;
  if(e.key==='ArrowDown'&&dy>0)s=dy+Math.abs(dx)*40;if(e.key==='ArrowUp'&&dy<0)s=-dy+Math.abs(dx)*40;
  if(s<best){best=s;n=k}});
 if(n){e.preventDefault();L.forEach(function(k){k.tabIndex=-1});n.tabIndex=0;n.focus()}});
})();
